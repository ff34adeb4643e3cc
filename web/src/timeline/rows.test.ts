import { describe, expect, it } from "vitest";
import type { Moment } from "../api/types";
import { rowsOf } from "./rows";

const mail = (id: string, caseNumber: number, subject?: string) => ({ id, kind: "message", direction: "in", caseNumber, at: "2026-03-02T10:00:00Z", detail: subject ? { subject } : {}, attachments: [] }) as unknown as Moment;
const subjects = (...moments: Moment[]) => rowsOf(moments).flatMap((row) => (row.kind === "message" ? [row.subject] : []));

describe("the subject above the words", () => {
  it("is said once for a mail and its answers", () => expect(subjects(mail("1", 1, "Premium"), mail("2", 1, "Re: Premium"), mail("3", 1), mail("4", 1, "AW: Re: Premium"))).toEqual(["Premium", null, null, null]));
  it("is said again where it changes", () => expect(subjects(mail("1", 1, "Premium"), mail("2", 1, "Claim"), mail("3", 1, "Re: Premium"))).toEqual(["Premium", "Claim", "Re: Premium"]));
  it("is each case's own", () => expect(subjects(mail("1", 1, "Premium"), mail("2", 2, "Claim"), mail("3", 1, "Re: Premium"))).toEqual(["Premium", "Claim", null]));
  it("is not missed by who wrote without one", () => expect(subjects(mail("1", 1))).toEqual([null]));
});

describe("a call", () => {
  const call = { id: "5", kind: "call", direction: "in", caseNumber: 1, at: "2026-03-02T10:00:00Z", detail: {}, call: { state: "missed" } } as unknown as Moment;
  it("is a moment of its own and no line across", () => expect(rowsOf([call]).map((row) => row.kind)).toEqual(["day", "call"]));
});

describe("pictures sent together", () => {
  const picture = (id: string, more: object = {}) => ({
    id, kind: "message", direction: "in", caseNumber: 1, connectionId: "c", surface: "s", author: { id: "p" }, text: "", at: "2026-03-02T10:00:00Z", detail: {}, reactions: [], replyTo: null,
    attachments: [{ hash: id, name: `${id}.png`, type: "image/png" }], ...more,
  }) as unknown as Moment;
  const bubbles = (...moments: Moment[]) => rowsOf(moments).flatMap((row) => (row.kind === "message" ? [row.moment.attachments.map((file) => file.hash).join("")] : []));

  it("are one bubble when the platform says so, whatever they are", () => {
    const file = { attachments: [{ hash: "b", name: "b.pdf", type: "application/pdf" }], at: "2026-03-02T10:09:00Z" };
    expect(bubbles(picture("a", { text: "The roof", detail: { album: "1" } }), picture("b", { ...file, detail: { album: "1" } }), picture("c", { detail: { album: "2" } }))).toEqual(["ab", "c"]);
  });
  it("are one bubble when they follow each other at once without a word", () =>
    expect(bubbles(picture("a", { text: "The roof" }), picture("b"), picture("c", { at: "2026-03-02T10:00:40Z" }), picture("d", { text: "And the door" }), picture("e", { at: "2026-03-02T10:04:00Z" }))).toEqual(["abc", "d", "e"]));
  it("stay apart when somebody else sent them, or somebody spoke of one", () =>
    expect(bubbles(picture("a"), picture("b", { author: { id: "q" } }), picture("c", { author: { id: "q" }, reactions: [{ emoji: "👍", by: "Q" }] }), picture("d", { author: { id: "q" }, replyTo: { id: "x" } }))).toEqual(["a", "b", "c", "d"]));
  it("are found by each of them", () => expect(rowsOf([picture("a"), picture("b")]).flatMap((row) => (row.kind === "message" ? [row.key, row.also] : []))).toEqual(["a", ["b"]]));
});

describe("what is said with another department", () => {
  const there = (id: string, at: string) => ({ id, kind: "elsewhere", direction: "none", caseNumber: null, at, detail: {}, attachments: [] }) as unknown as Moment;
  it("is one line a day, however much it is", () =>
    expect(rowsOf([there("1", "2026-03-02T10:00:00Z"), there("2", "2026-03-02T10:01:00Z"), mail("3", 1), there("4", "2026-03-02T10:02:00Z"), there("5", "2026-03-04T10:00:00Z")]).map((row) => row.kind)).toEqual(["day", "line", "message", "line", "day", "line"]));
});
