import type { CaseRow, Delivery, DeliveryState, MailView, Moment } from "../api/types";
import type { MomentActs } from "../timeline/MomentView";
import type { Row } from "../timeline/rows";

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

export const quietActs: MomentActs = {
  mayWrite: true, personName: "Nomsa Ndlovu", undoSeconds: 10, onReply: () => undefined, onPlace: () => undefined, onHide: () => undefined, onUndo: () => undefined, onRetry: () => undefined, onSettle: () => undefined,
};

function kase(name: string, minutes: number, more: Partial<CaseRow>): CaseRow {
  return {
    id: name, number: 41, personId: name, personName: name, title: "Funeral cover offer", departmentId: "care", departmentName: "Care", ownerId: null, ownerName: null, ownerPictureUrl: null, state: "open", promiseKind: "firstAnswer",
    promiseDue: ago(-minutes), openedAt: ago(60), closedAt: null, lastAt: ago(2), lastText: "And if I move house in March, does the cover come along?", lastDirection: "in", lastSurface: null,
    lastVisibility: "private", channel: "webchat", tags: [], isNew: false, version: 1, ...more,
  };
}

export function sampleCases(): CaseRow[] {
  return [
    kase("Sipho Maseko", 12, { isNew: true, lastVisibility: "public", channel: "facebook", title: "Claim photos lost", lastText: "Third time I post this: your Rosebank branch lost my claim photos. Does anyone read here?" }),
    kase("Nomsa Ndlovu", 26, { isNew: true }),
    kase("Johan Pretorius", 70, { channel: "email", title: "Premium", departmentName: "Accounts", lastDirection: "out", lastText: "Your premium from January is R 412." }),
    kase("Amina Farouk", 60 * 26, { channel: "sms", state: "snoozed", title: "Debit date" }),
    kase("Lerato Khumalo", -90, { channel: "voice", title: "", lastText: null }),
  ];
}

function moment(id: string, more: Partial<Moment>): Moment {
  return {
    id, personId: "nomsa", caseNumber: 41, at: ago(12), recordedAt: ago(12), kind: "message", direction: "in", visibility: "private", channel: "webchat", connectionId: "c", connectionName: "Chat", surface: "chat",
    author: { kind: "person", id: "nomsa", name: "Nomsa Ndlovu", pictureUrl: null }, text: null, replyTo: null, detail: {}, attachments: [], deliveries: [], edited: false, withdrawn: false, reactions: [], ...more,
  };
}

const rosa = { kind: "teammate" as const, id: "rosa", name: "Rosa Meyer", pictureUrl: null };
const omar = { kind: "teammate" as const, id: "omar", name: "Omar Haddad", pictureUrl: null };

function out(id: string, text: string, state: DeliveryState, more: Partial<Delivery> = {}, also: Partial<Moment> = {}): Row {
  const delivery: Delivery = { momentId: id, handleId: "h", to: "+27 82 ••• 4417", state, problem: null, tries: state === "queued" ? 0 : 1, nextAt: null, at: ago(1), segments: 1, cost: null, ...more };
  return { key: id, kind: "message", promised: null, moment: moment(id, { direction: "out", author: rosa, channel: "sms", text, deliveries: [delivery], ...also }) };
}

export const sampleMail: MailView = {
  subject: "Cover for my greenhouse", from: [{ name: "Lindiwe Khoza", address: "lindiwe@khoza.example" }], to: [{ name: "Marula Mutual", address: "care@marula.example" }],
  cc: [{ name: "Anna Botha", address: "anna@example.org" }, { name: "", address: "ben@example.org" }], replyTo: [], sentAt: ago(30), receivedAt: ago(29), text: null, rest: null, hasHtml: true, remotePictures: 2, defects: [],
  appointment: { method: "REQUEST", summary: "Assessor at the greenhouse", start: ago(-60 * 24), end: ago(-60 * 25), location: "12 Protea Road, Rosebank", organizer: "lindiwe@khoza.example" },
};

export function sampleRows(): Row[] {
  const message = (id: string, more: Partial<Moment>, promised: string | null = null, subject: string | null = null): Row => ({ key: id, kind: "message", moment: moment(id, more), promised, subject });
  const line = (id: string, more: Partial<Moment>): Row => ({ key: id, kind: "line", moment: moment(id, more) });
  return [
    { key: "day", kind: "day", label: "Today" },
    out("a", "Hi Nomsa, as a home customer you can add funeral cover for R39 a month. Would you like to know more? Reply YES or STOP. Marula Mutual", "delivered"),
    message("b", { channel: "sms", text: "Yes please 🙂 but can I ask a few things first?" }),
    line("c", { kind: "went_on", detail: { channel: "webchat", from: "sms" } }),
    message("lit", { text: "Does it cover my mother too? She is 71 and lives with us. https://example.org/cover", replyTo: { id: "a", text: "Would you like to know more?", authorName: "Rosa Meyer", public: false } }, ago(-20)),
    { key: "d", kind: "note", moment: moment("d", { kind: "note", visibility: "internal", direction: "none", author: omar, text: "her debit date moves to the 28th from December, so quote the first payment for then. @Rosa Meyer" }) },
    out("e", "Your policy document for funeral cover, as promised.", "read", {}, { channel: "email", attachments: [{ hash: "1", name: "Funeral cover – policy document.pdf", type: "application/pdf", size: 212_000, url: "#", document: { id: "1", name: "Funeral cover policy", version: 2 }}] }),
    out("f", "One moment, I am looking.", "queued", { nextAt: ago(-0.12) }),
    out("g", "Your form arrived.", "failed", { problem: { code: "unreachable", words: "The number is switched off.", canRetry: true } }),
    out("h", "We sent it again.", "unsure"),
    message("i", { visibility: "public", channel: "facebook", text: "Third time I post this. Does anyone read here?" }),
    out("j", "Hello Sipho, I read it, and I am sorry you had to say it three times.", "sent", {}, { visibility: "public", channel: "facebook" }),
    message("n", { channel: "email", text: "Does it cover hail?", detail: { subject: "Cover for my greenhouse", folded: true, others: [{ kind: "email", value: "anna@example.org", name: "Anna Botha" }], media: [{ source: true }] } }, null, "Cover for my greenhouse"),
    message("o", { channel: "email", text: "Please pay to my new account.", detail: { marks: ["sender-failed", "defects"], media: [{ source: true }] } }),
    message("p", { channel: "email", text: "I am away until Monday.", detail: { marks: ["automatic", "stranger", "sender-unproved"], beside: 16 } }),
    message("q", { channel: "email", text: "Can you come on Thursday?", detail: { marks: ["invite", "sender-ambiguous"] } }),
    message("r", { channel: "whatsapp", text: "Paid, thank you!", reactions: [{ emoji: "👍🏽", by: "Nomsa Ndlovu" }] }),
    out("s", "Gladly, and all the best for your mother.", "read", {}, { channel: "whatsapp", author: { kind: "teammate", id: null, name: "", pictureUrl: null }, detail: { elsewhere: true }, reactions: [{ emoji: "❤️", by: "Nomsa Ndlovu" }] }),
    message("k", { withdrawn: true }), message("l", { text: "I meant March.", edited: true }),
    line("m", { kind: "case_closed", author: rosa }),
  ];
}
