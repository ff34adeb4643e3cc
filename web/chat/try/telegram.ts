import { talkApp, type Line } from "./talk";

// Telegram, by the pretend Telegram and its bot.

export const telegram = talkApp<Line>({
  door: "telegrams",
  most: 4096,
  from: "@MarulaMutualBot",
  placeholder: "Message",
  empty: "Say hello, and Marula Mutual hears you. Or ask them by SMS to go on in Telegram.",
  takesFiles: true,
  aside: (line) => (line.text.startsWith("/start ") ? "You opened the talk by a link" : null),
});
