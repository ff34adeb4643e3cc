import { describe, expect, it } from "vitest";
import { measure, smsSegments } from "./measure";

describe("an SMS", () => {
  it.each([
    ["nothing", "", 0, 160], ["160 plain letters", "a".repeat(160), 1, 0], ["161 plain letters", "a".repeat(161), 2, 145],
    ["letters that weigh two", "€".repeat(80), 1, 0], ["one more of them", "€".repeat(81), 2, 143],
    ["70 letters of another script", "ж".repeat(70), 1, 0], ["71 of them", "ж".repeat(71), 2, 63],
    ["35 emoji of two units", "🙂".repeat(35), 1, 0], ["34 emoji and a seam", "🙂".repeat(36), 2, 61],
  ])("counts %s", (_, text, count, left) => expect(smsSegments(text)).toMatchObject({ count, left }));

  it("turns unicode for the circumflex of Môre, which the alphabet lacks", () => expect(smsSegments("Môre").unicode).toBe(true));
  it("says when one letter makes it unicode", () => expect(smsSegments("Thanks 🙂").unicode).toBe(true));
  it("knows é and ñ", () => expect(smsSegments("José mañana é").unicode).toBe(false));
});

describe("other surfaces", () => {
  it("count a family as one where graphemes count", () => expect(measure("👨‍👩‍👧‍👦", { unit: "graphemes", max: 300 }).used).toBe(1));
  it("count UTF-16 units where those count", () => expect(measure("👍", { unit: "utf16", max: 8000 }).used).toBe(2));
  it("count bytes where those count", () => expect(measure("é👍", { unit: "utf8Bytes", max: 1000 }).used).toBe(6));
  it("say when it is too long", () => expect(measure("abc", { unit: "utf16", max: 2 }).tooLong).toBe(true));
});
