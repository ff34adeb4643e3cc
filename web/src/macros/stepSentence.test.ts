import { expect, test } from "vitest";
import { spanOf, stepSentence } from "./stepSentence";

test("a step reads like a sentence, and says what it speaks of and is there no more", () => {
  expect(stepSentence({ kind: "words", answerId: "a" }, { answer: "On its way" })).toBe("Put “On its way” into the writing box, as a draft");
  expect(stepSentence({ kind: "words", answerId: "a" }, {})).toBe("Put a saved answer that is gone into the writing box");
  expect(stepSentence({ kind: "give", ownerId: "o", departmentId: "d" }, { owner: "Omar Haddad", department: "Care" })).toBe("Give it to Omar Haddad in Care");
  expect(stepSentence({ kind: "give", departmentId: "d" }, {})).toBe("Give it to somebody or something that is gone");
  expect(stepSentence({ kind: "tag", tags: ["storm"] }, {})).toBe("Add the tag “storm”");
  expect(stepSentence({ kind: "tag", tags: ["storm", "roof"] }, {})).toBe("Add the tags “storm”, “roof”");
  expect(stepSentence({ kind: "snooze", hours: 48 }, {})).toBe("Snooze it for 2 days");
});

test("hours are said in the largest whole measure", () => {
  expect([1, 5, 24, 25, 48, 168, 336, 192].map(spanOf)).toEqual(["1 hour", "5 hours", "1 day", "25 hours", "2 days", "1 week", "2 weeks", "8 days"]);
});
