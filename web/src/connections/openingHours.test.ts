import { expect, test } from "vitest";
import { openingHours } from "./openingHours";

const names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const said = (...openings: [number, string, string][]) => openingHours(openings.map(([day, from, to]) => ({ day, from, to })), (day) => names[day - 1]!);

test("days with the same times stand together", () => {
  expect(said([1, "08:00:00", "17:00:00"], [2, "08:00", "17:00"], [3, "08:00", "17:00"], [5, "08:00", "17:00"])).toBe("Mon–Wed 08:00–17:00 · Fri 08:00–17:00");
});

test("two times of one day are one day", () => {
  expect(said([6, "14:00", "16:00"], [6, "09:00", "12:00"])).toBe("Sat 09:00–12:00, 14:00–16:00");
});

test("no times are no words", () => {
  expect(said()).toBe("");
});
