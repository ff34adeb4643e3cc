import { expect, test } from "vitest";
import { spoken } from "./spoken";

test("a length is read as people say it", () => {
  expect([0, 14, 14.6, 725, 3720, -1].map(spoken)).toEqual(["0:00", "0:14", "0:15", "12:05", "1:02:00", "0:00"]);
});
