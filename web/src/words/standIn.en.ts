/** The words of standing in: they come with the page of one's own profile. */
export const standInEn = {
  label: "Who stands in for you",
  lead: "They get your new cases, and those that come due. Without anybody these go back to the department.",
};
