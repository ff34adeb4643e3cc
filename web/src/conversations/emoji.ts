/** The few that are used in care; every keyboard has the rest. */
export const emoji: [string, string][] = [
  ["🙂", "smile"], ["😊", "warm smile"], ["😀", "grin"], ["😄", "laughing eyes"], ["😅", "relieved laugh"], ["😂", "tears of joy"], ["😉", "wink"], ["😌", "relieved"],
  ["🥰", "loved"], ["😍", "heart eyes"], ["🤗", "hug"], ["🤔", "thinking"], ["😮", "surprised"], ["😕", "confused"], ["🙁", "sad"], ["😢", "crying"],
  ["😞", "disappointed"], ["😟", "worried"], ["😬", "awkward"], ["🙄", "eye roll"], ["😴", "asleep"], ["🤒", "ill"], ["🥳", "party"], ["😇", "angel"],
  ["👍", "thumbs up yes"], ["👎", "thumbs down no"], ["👌", "fine"], ["👋", "wave hello"], ["🙏", "thank you please"], ["👏", "applause"], ["💪", "strong"], ["🤝", "handshake agreed"],
  ["🤞", "fingers crossed"], ["✌️", "peace"], ["☝️", "one moment"], ["🫶", "heart hands"], ["❤️", "red heart"], ["🧡", "orange heart"], ["💛", "yellow heart"], ["💚", "green heart"],
  ["💙", "blue heart"], ["💜", "purple heart"], ["✅", "done check"], ["❌", "cross wrong"], ["⚠️", "warning"], ["❓", "question"], ["❗", "important"], ["💡", "idea"],
  ["⭐", "star"], ["🎉", "celebrate"], ["🎂", "birthday cake"], ["🎁", "gift"], ["🌹", "rose"], ["🌞", "sun"], ["🌧️", "rain"], ["⚡", "storm lightning"],
  ["🔥", "fire"], ["💧", "water drop"], ["🏠", "house home"], ["🚗", "car"], ["✈️", "plane travel"], ["🏥", "hospital"], ["🏦", "bank"], ["🏢", "office branch"],
  ["📄", "document page"], ["📎", "attachment clip"], ["📷", "camera photo"], ["📞", "phone call"], ["📱", "mobile"], ["✉️", "letter mail"], ["📅", "date calendar"], ["⏰", "alarm time"],
  ["⏳", "waiting hourglass"], ["💳", "card payment"], ["💰", "money"], ["🔒", "locked safe"], ["🔑", "key"], ["🛠️", "repair tools"], ["🚑", "ambulance"], ["🕊️", "dove condolence"],
];
