/** The words of asking how it was: they come with the pages that show them. */
export const afterwardsEn = {
  asks: "Asks how it was",
  asksWords: "Some open hours after a case was closed, the person is asked once, where they last wrote. Nobody is asked more than once in 30 days.",
  hours: "They are asked",
  after: (hours: number) => (hours === 1 ? "an open hour after closing" : `${hours} open hours after closing`),
  tab: "How it was",
  lead: "What people answered when they were asked how it was, by department. There are no figures of single teammates.",
  department: "Department", asked: "Asked", answered: "Answered", average: "On average, of 5",
  answers: ["Bad", "Not good", "All right", "Good", "Very good"],
  everybody: "Everybody",
  rate: (answered: number, asked: number) => (asked === 0 ? "0" : `${answered.toLocaleString()} (${Math.round((answered / asked) * 100)} %)`),
  nothing: { title: "Nobody was asked in these days", words: "A department switches the question on in the settings, under Departments." },
};
