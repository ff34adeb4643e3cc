import { describe, expect, it } from "vitest";
import { addressesIn, holds, listOf, withoutThem, withThem } from "./mailAddresses";

const anna = { value: "anna@example.org", name: "Anna Botha" };
const ben = { value: "ben@example.org" };

describe("a line of addresses", () => {
  it.each([
    ["anna@example.org", [{ value: "anna@example.org" }]],
    ["Anna Botha <anna@example.org>, ben@example.org", [anna, ben]],
    ["\"Botha, Anna\" <anna@example.org>; ben@example.org", [{ value: "anna@example.org", name: "Botha, Anna" }, ben]],
    [" , ;", []],
    ["ben@example.org, BEN@example.org", [ben]],
  ])("reads %s", (line, good) => expect(addressesIn(line)).toEqual({ good, bad: [] }));

  it.each(["Anna", "anna@", "anna@example", "anna@example..org", "a b@example.org", "Anna <anna>", "<", "anna@example.org ben@example.org"])("says that %s is none", (line) =>
    expect(addressesIn(line)).toEqual({ good: [], bad: [line] }));

  it("keeps the good ones beside a wrong one", () => expect(addressesIn("ben@example.org, anna")).toEqual({ good: [ben], bad: ["anna"] }));

  it("is written so that it reads the same again", () => {
    const people = [{ value: "anna@example.org", name: "Botha, Anna" }, ben];
    expect(addressesIn(listOf(people)).good).toEqual(people);
  });

  it("takes people on and off without touching what else stands there", () => {
    const both = withThem("ben@example.org, half@", [anna, ben]);
    expect(both).toBe("ben@example.org, Anna Botha <anna@example.org>, half@");
    expect(holds(both, [anna, ben])).toBe(true);
    expect(withoutThem(both, [anna, ben])).toBe("half@");
    expect(holds("ben@example.org", [anna])).toBe(false);
  });
});
