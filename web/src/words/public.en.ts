/** The words of what everybody can read: they come with the parts that need them. */
export const publicEn = {
  composer: {
    under: (post: string) => `Everyone can read this, under ${post}.`,
    underOurs: "Everyone can read this, where they said it.",
    takePrivate: "Take private",
    takePrivateHint: "One message to the person alone. What stands in public waits for its outcome.",
    ending: "Your name stands below, and counts.",
    private: {
      email: (text: string) => `“${text}” is their email address, and this is public.`,
      phone: (text: string) => `“${text}” is their phone number, and this is public.`,
      handle: (text: string) => `“${text}” is an address of theirs elsewhere, and this is public.`,
      card: (text: string) => `“${text}” is a card number, and this is public.`,
      number: (text: string) => `“${text}” looks like the number of an order or a claim, and this is public.`,
    },
    privacy: "Privacy:",
    takeOut: "Take it out",
    sayIt: "It may be said",
  },

  debt: {
    owed: "Owed in public: people saw the question, nobody has read the outcome there yet.",
    owedFirst: "Owed in public: people can read the question, and nobody has answered it there yet.",
    write: "Write the closing word",
    answer: "Answer in public",
    settle: "Say why not",
  },

  close: {
    title: "The outcome is still owed in public",
    lead: "People read the question where it was asked. Say there how it ended, or write why not. The reason stays on the timeline.",
    first: "Answer in public first",
    why: "Why nothing is said in public",
    close: "Close without it",
    settle: "Nothing more is owed",
    settleTitle: "Why is nothing more said in public?",
    settleLead: "The case stays open. The reason stays on the timeline, and the case leaves the list of what is owed.",
    settled: "Noted. Nothing more is owed in public.",
  },

  invite: {
    title: "Take it to our chat",
    lead: "This channel carries no message to one person alone. The way to our chat is said below your words, in public. Whoever comes by it is a stranger until you know better.",
    words: "What you say",
    suggestion: "Would you come to our chat, so that only we read it?",
    publish: "Publish",
    done: "The way to our chat stands there now.",
  },

  post: {
    title: "In public",
    by: (name: string) => `Post by ${name}`,
    post: "Post",
    open: "Open where it stands",
    thread: "What was said under it",
    none: "Nobody has said anything under it yet.",
    own: "The first words below are the post itself.",
    more: "Show what came after",
    before: "Show what came before",
    toPerson: (name: string) => `Go to ${name}`,
    toConversation: "Go to the conversation",
    answer: "Answer",
  },
};
