/** The words around a person's own page: they come with its dialog. */
export const pageEn = {
  title: "Send them their page",
  lead: (name: string) => `${name} sees what was said between you, who answers by when, and their documents, and can write to you there. No account, no notes of ours. The link works for 30 days.`,
  to: "To which address", noWay: "There is no address of theirs to which it could be sent now.", make: "Make the link", words: "What you send them", wordsHint: "The link is theirs alone: whoever holds it reads the page.", send: "Send", sent: "Their page is on its way.",
  open: "Links that are open", link: (to: string, by: string, until: string) => `${to}, by ${by}, until ${until}`, end: "End it", endThis: (to: string) => `End it: the link sent to ${to}`, ended: "That link opens nothing any more.",
};
