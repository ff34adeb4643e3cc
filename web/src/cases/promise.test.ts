import { describe, expect, it } from "vitest";
import { promiseWords } from "./promise";

const now = new Date(2026, 10, 21, 14, 8);
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString();

describe("a promise", () => {
  it("is calm and says the time while there is time", () => expect(promiseWords(inMinutes(90), now)).toMatchObject({ warmth: "calm", words: expect.stringMatching(/^by /) }));
  it("is warm when it is near", () => expect(promiseWords(inMinutes(25), now).warmth).toBe("warm"));
  it("is hot and counts minutes when it is nearly late", () => expect(promiseWords(inMinutes(12), now)).toEqual({ warmth: "hot", words: "12 min" }));
  it("never says zero minutes", () => expect(promiseWords(inMinutes(0.2), now).words).toBe("1 min"));
  it("says how late it is", () => expect(promiseWords(inMinutes(-130), now)).toEqual({ warmth: "hot", words: "2 h late" }));
  it("says the day when it is not today", () => expect(promiseWords(inMinutes(60 * 20), now).words).toMatch(/^tomorrow /));
  it("says when to look again while it rests", () => expect(promiseWords(inMinutes(60), now, true).words).toMatch(/^look /));
});
