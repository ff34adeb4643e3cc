import { describe, expect, it } from "vitest";
import type { Moment } from "../api/types";
import { rowsOf } from "./rows";

const mail = (id: string, caseNumber: number, subject?: string) => ({ id, kind: "message", direction: "in", caseNumber, at: "2026-03-02T10:00:00Z", detail: subject ? { subject } : {} }) as unknown as Moment;
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
