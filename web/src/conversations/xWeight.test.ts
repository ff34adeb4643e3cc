import { readFileSync } from "node:fs";
import twitter from "twitter-text";
import { describe, expect, it } from "vitest";
import { measure } from "./measure";
import { xWeight } from "./xWeight";

/** The server's tests read the same file: both count alike, and like X's own library. */
const samples = JSON.parse(readFileSync(new URL("../../../tests/Kith.Channels.Tests/X/weights.json", import.meta.url), "utf8")) as { text: string; weight: number; names?: true; ours?: true }[];

describe("a post on X", () => {
  it.each(samples)("weighs $weight: $text", ({ text, weight }) => expect(xWeight(text)).toBe(weight));

  // Names at the beginning are X's to set in an answer: its library, which knows no answers, counts them.
  it.each(samples.filter((sample) => !sample.ours))("weighs as X's own library says: $text", ({ text, weight, names }) =>
    expect(twitter.parseTweet(names ? text.replace(/^\s*(@\w+\s+)+/, "") : text).weightedLength).toBe(weight));

  it("is too long at 281", () => {
    expect(measure("x".repeat(280), { unit: "xWeighted", max: 280 })).toMatchObject({ used: 280, tooLong: false });
    expect(measure("x".repeat(281), { unit: "xWeighted", max: 280 }).tooLong).toBe(true);
  });

  it("is counted in one go however hostile it is", () => {
    for (const text of ["é".repeat(5_000), "a.".repeat(50_000), "https://".repeat(20_000), "@a ".repeat(50_000), "x.com/(".repeat(20_000), "-é".repeat(3_000)]) expect(xWeight(text)).toBeGreaterThan(0);
  });
});
