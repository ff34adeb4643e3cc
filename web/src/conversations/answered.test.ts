import { describe, expect, it } from "vitest";
import type { Moment } from "../api/types";
import { answeredBy, namesOf, othersOf, subjectOfAnswer } from "./answered";
import { envelopeOf, lineOf, mailOf, takenBack } from "./envelope";

const moment = (id: string, more: Partial<Moment>) => ({ id, kind: "message", direction: "in", connectionId: "mail", detail: {}, ...more }) as Moment;
const way = { connectionId: "mail" };
const anna = { kind: "email", value: "anna@example.org", name: "Anna Botha" };
const toAll = moment("1", { detail: { subject: "Premium", others: [anna, { kind: "email", value: "ben@example.org", name: null }] } });
const alone = moment("2", { detail: { subject: "Re: Premium" } });
const ours = moment("3", { direction: "out", detail: { subject: "Re: Premium" } });
const sms = moment("4", { connectionId: "sms" });

describe("what a mail answers", () => {
  it("is the last that came on this way", () => expect(answeredBy([toAll, alone, ours, sms], null, way)).toBe(alone));
  it("is the one chosen, whatever came later", () => expect(answeredBy([toAll, alone], toAll, way)).toBe(toAll));
  it("may be nothing", () => expect(answeredBy([sms], null, way)).toBeNull());
});

describe("an answer to all", () => {
  it("offers those who got the mail too", () => expect(namesOf(othersOf(toAll))).toBe("Anna, ben@example.org"));
  it("offers nobody where nobody else got it", () => expect([...othersOf(alone), ...othersOf(null)]).toEqual([]));
});

describe("the subject of an answer", () => {
  it("says Re: once", () => {
    expect(subjectOfAnswer([toAll], null, way)).toBe("Re: Premium");
    expect(subjectOfAnswer([toAll, alone], null, way)).toBe("Re: Premium");
    expect(subjectOfAnswer([sms], null, way)).toBeNull();
  });
});

describe("who else gets it", () => {
  it.each([["", ""], ["anna@example.org", ""], ["", "ben@example.org"], ["anna@example.org, half", "ben@example.org"]])("is kept with a draft: %s, %s", (cc, bcc) =>
    expect(envelopeOf(lineOf({ cc, bcc }))).toEqual({ cc, bcc }));
  it("comes back with a message that is taken back", () =>
    expect(mailOf({ subject: "Premium", others: [{ value: "anna@example.org", name: "Anna", hidden: null }, { value: "ben@example.org", name: null, hidden: true }] }))
      .toEqual({ subject: "Premium", others: "\"Anna\" <anna@example.org> | ben@example.org", html: null }));
  it("comes back from the timeline when this browser does not know it any more", () =>
    expect(takenBack(moment("5", { text: "Yes", attachments: [], detail: { subject: "Premium", others: [anna], hidden: [{ value: "ben@example.org", name: null }] } }), undefined))
      .toEqual({ kind: "message", text: "Yes", files: [], subject: "Premium", others: "\"Anna Botha\" <anna@example.org> | ben@example.org", html: null }));
});
