/** The words of having a case and standing in: they come with the pages of departments and of one's own profile. */
export const standInEn = {
  label: "Who stands in for you",
  lead: "They get your new cases, and those that come due. Without anybody these go back to the department.",
  onlyOwner: "Only the owner answers",
  onlyOwnerWords: "Whoever else writes in a case that somebody has takes it over first, in one step that everybody sees.",
};
