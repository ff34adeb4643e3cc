import { expect, test } from "vitest";
import { hourIn } from "./wallTime";

test("nine o’clock is theirs, also where their clock changes in between", () => {
  expect(hourIn("Africa/Johannesburg", 1, 9, new Date("2026-03-02T10:00:00Z")).toISOString()).toBe("2026-03-03T07:00:00.000Z");
  expect(hourIn("Europe/Berlin", 1, 9, new Date("2026-03-28T12:00:00Z")).toISOString()).toBe("2026-03-29T07:00:00.000Z");
  expect(hourIn("Europe/Berlin", 1, 9, new Date("2026-10-24T12:00:00Z")).toISOString()).toBe("2026-10-25T08:00:00.000Z");
  expect(hourIn("America/Los_Angeles", 1, 9, new Date("2026-06-01T05:00:00Z")).toISOString()).toBe("2026-06-01T16:00:00.000Z");
  expect(hourIn("Asia/Kolkata", 0, 0, new Date("2026-06-01T20:00:00Z")).toISOString()).toBe("2026-06-01T18:30:00.000Z");
});
