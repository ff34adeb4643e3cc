const many = (count: number, one: string, more: string) => (count === 1 ? `1 ${one}` : `${count.toLocaleString()} ${more}`);

/** The words of figures: they come with their page. */
export const insightsEn = {
  title: "Served alike",
  lead: "Everybody is served in the order in which it was promised, whoever they are. Here is whether that holds.",
  tabs: { served: "Waiting and solving", departments: "Departments" },
  table: "Take these figures away as a table",
  days: { label: "How far back", 7: "7 days", 30: "30 days", 90: "90 days", 365: "A year" },
  waiting: { title: "Until the first answer", what: "From the first word of a person to our first answer, by the clock on the wall, nights and Sundays too." },
  solving: { title: "Until it was settled", what: "From the opening of a case to its end." },
  everybody: (count: number, median: string, nine: string) => `${many(count, "case", "cases")}: half of them within ${median}, nine of ten within ${nine}.`,
  nothing: { title: "Nobody was answered in these days", words: "As soon as people are answered, this page shows how long they waited, by channel, place, branch, language and department." },
  by: { channel: "By channel", place: "By place", branch: "By branch", language: "By language", department: "By department", everybody: "Everybody" },
  places: { public: "In public", private: "In private" } as Record<string, string>,
  unknown: { branch: "No branch", language: "Language not known", channel: "Opened by us", department: "No department", place: "", everybody: "" },
  head: { name: "Who", cases: "Cases", median: "Half within", between: "95 % sure between", nine: "Nine of ten within", likeness: "Beside the others" },
  likeness: { alike: "alike", longer: "wait longer", shorter: "wait less", tooFew: "too few to say" },
  between: (from: string, to: string) => `${from} – ${to}`,
  how: "The line shows between what the median of all such cases lies with 95 % certainty, from counts in buckets of time. Who “waits longer” differs from all the others by more than chance explains; look there for a reason, such as hours, and not for a culprit.",
  drawn: (name: string, median: string, between: string) => `${name}: half within ${median}, ${between}`,
  figures: {
    lead: "What departments owe, kept and handed on. There are no figures of single teammates.",
    now: "Now", days: "In these days", department: "Department", open: "Open", owed: "Owed in public", late: "Late and owed", ages: "Open for", kept: "Kept", broken: "Broken", handedOn: "Handed on",
    age: (from: number | null, to: number | null) => (from === null ? `under ${to} d` : to === null ? `over ${from} d` : `${from}–${to} d`),
    kinds: { firstAnswer: "First answers", nextAnswer: "Next answers", solution: "Solutions", lookAgain: "" } as Record<string, string>,
    rate: (kept: number, made: number) => (made === 0 ? "none promised" : `${kept.toLocaleString()} of ${made.toLocaleString()} kept`),
    brokenMany: (count: number) => (count === 0 ? "" : `, ${count.toLocaleString()} broken`),
    within: (half: string, nine: string) => `half within ${half}, nine of ten within ${nine}`,
    none: "There is no department yet.",
  },
  time: {
    minutes: (count: number) => many(Math.max(1, Math.round(count)), "minute", "minutes"),
    hours: (count: number) => many(Math.round(count), "hour", "hours"),
    days: (count: number) => many(Math.round(count), "day", "days"),
    more: (what: string) => `more than ${what}`,
  },
};
