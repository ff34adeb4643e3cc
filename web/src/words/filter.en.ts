/** The words of what a list shows: they come with the parts that need them. */
export const filterEn = {
  open: "Filter this list",
  openOn: (what: string) => `Filtered: ${what}`,
  channel: "Said last by",
  anyChannel: "Every channel",
  visibility: "Who can read it",
  chosen: "chosen",
  everything: "Everything",
  public: "Everyone: in public",
  private: "Only the two sides",
  shortPublic: "In public",
  shortPrivate: "In private",
  takeOff: (what: string) => `${what}: show all again`,
  empty: { title: "Nothing of this kind", words: "No open case in this list was last spoken of there.", all: "Show the whole list" },
};
