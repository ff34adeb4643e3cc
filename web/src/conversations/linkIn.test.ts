import { describe, expect, it } from "vitest";
import { linkIn } from "./linkIn";

describe("a link", () => {
  it.each([
    ["https://example.org/a?b=c", "https://example.org/a?b=c"], ["http://localhost:5080/x", "http://localhost:5080/x"], ["example.org/a", "https://example.org/a"],
    ["care@marula.example", "mailto:care@marula.example"], ["mailto:care@marula.example", "mailto:care@marula.example"],
    ["javascript:alert(1)", null], ["data:text/html,x", null], ["//example.org", null], ["two words.org", null], ["", null],
  ])("typed as %s", (typed, found) => expect(linkIn(typed)).toBe(found));
});
