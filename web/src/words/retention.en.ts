/** The words of how long what is kept. They come with its page. */
export const retentionEn = {
  title: "How long it is kept",
  lead: "What is older goes by itself, within a day, and does not come back. What is not said here is kept for good. Cases that are open keep everything.",
  kinds: {
    recordings: { name: "Voicemails", about: "With what was understood of them. That somebody called stays." },
    files: { name: "Files in messages", about: "With the mail they came in. The words stay, and that files were there." },
    words: { name: "Words of closed cases", about: "Messages, notes and questions. Number, department, tags and times stay: figures are counted from them." },
    people: { name: "People nobody heard of", about: "With whom nothing was said for so long and nothing is open. They go whole, as when a person asks for it." },
  },
  forGood: "For good",
  days: (days: number) => (days % 365 === 0 ? `${days / 365} ${days === 365 ? "year" : "years"}` : days % 30 === 0 ? `${days / 30} ${days === 30 ? "month" : "months"}` : `${days} ${days === 1 ? "day" : "days"}`),
  looked: (gone: number, at: string) => `${gone} gone so far. Last looked for ${at}.`,
  notLooked: "It is looked for within a minute.",
  change: "Keep it so",
  sure: "This takes away for good",
  would: (count: number, name: string, days: string) => `${name}, kept for ${days}: ${count === 0 ? "nothing goes now" : `${count} ${count === 1 ? "goes" : "go"} now`}.`,
  nothing: "Nothing goes by itself any more.",
  act: "Take it away from now on",
  only: { title: "Not for everybody", words: "How long what is kept is said by an admin who sees all cases." },
};
