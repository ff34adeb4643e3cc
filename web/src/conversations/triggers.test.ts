import { describe, expect, it } from "vitest";
import { replaced, triggerAt } from "./triggers";

describe("a trigger", () => {
  it("opens saved answers at the start", () => expect(triggerAt("/pol", 4, false)).toEqual({ kind: "answer", from: 0, needle: "pol" }));
  it("opens them in the middle of a sentence", () => expect(triggerAt("Hello /", 7, false)).toEqual({ kind: "answer", from: 6, needle: "" }));
  it("leaves dates and addresses alone", () => expect(triggerAt("21/11", 5, false)).toBeNull());
  it("calls a teammate in a note only", () => {
    expect(triggerAt("ask @Om", 7, true)).toEqual({ kind: "mention", from: 4, needle: "Om" });
    expect(triggerAt("ask @Om", 7, false)).toBeNull();
  });
  it("is replaced by what was chosen", () => expect(replaced("Hi /po there", 3, 6, "policy")).toEqual({ text: "Hi policy there", caret: 9 }));
});
