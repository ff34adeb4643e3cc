import { expect, test } from "vitest";
import { automationSentence } from "./automationSentence";

const none = { departments: [], branches: [], channels: [], languages: [] };

test("an automation reads like a sentence, with what it asks of a case", () => {
  expect(automationSentence({ when: "opened", hours: 0, inOpenHours: false, conditions: {} }, none)).toBe("As soon as a case was opened");
  expect(automationSentence({ when: "silent", hours: 168, inOpenHours: false, conditions: { tags: ["storm", "roof"], unowned: true } }, { ...none, departments: ["Care"], channels: ["SMS"] }))
    .toBe("1 week after we wrote and they did not answer, in Care, by SMS, tagged storm or roof, that nobody has");
  expect(automationSentence({ when: "closed", hours: 3, inOpenHours: true, conditions: { inPublic: false, unowned: false } }, none)).toBe("3 hours of open hours after a case was closed, that somebody has, in private");
  expect(automationSentence({ when: "written", hours: 0, inOpenHours: false, conditions: { words: ["invoice", "pay twice"] } }, { ...none, branches: ["Harbour"], languages: ["German"] }))
    .toBe("As soon as somebody wrote, about Harbour, with people who speak German, saying “invoice” or “pay twice”");
});
