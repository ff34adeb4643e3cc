import { describe, expect, it } from "vitest";
import { marked } from "./Highlighted";

describe("highlights", () => {
  it("mark what was found and keep the rest", () => expect(marked("the policy number", [{ start: 4, length: 6 }])).toEqual([
    { words: "the ", hit: false }, { words: "policy", hit: true }, { words: " number", hit: false }]));
  it("that overlap lose no letter", () => expect(marked("abcdef", [{ start: 1, length: 3 }, { start: 2, length: 3 }]).map((part) => part.words).join("")).toBe("abcdef"));
  it("beyond the end are cut", () => expect(marked("abc", [{ start: 2, length: 9 }])).toEqual([{ words: "ab", hit: false }, { words: "c", hit: true }]));
});
