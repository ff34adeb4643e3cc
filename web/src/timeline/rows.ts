import type { Moment } from "../api/types";
import { dayName } from "../ui/times";

export type Row =
  | { key: string; kind: "day"; label: string }
  | { key: string; kind: "line"; moment: Moment }
  | { key: string; kind: "message"; moment: Moment; promised: string | null; subject?: string | null; also?: string[] }
  | { key: string; kind: "note"; moment: Moment }
  | { key: string; kind: "call"; moment: Moment };

/** Moments as they are read: days between them, a promise under the words it answers, all else as a line across. */
export function rowsOf(moments: Moment[], now = new Date()): Row[] {
  const rows: Row[] = [];
  let day = "";
  const subjects = new Map<number | null, string>();
  for (const moment of moments) {
    if (moment.kind === "promised" && underMessage(rows, moment)) continue;
    if (moment.kind === "elsewhere" && goesOnElsewhere(rows, moment)) continue;
    const today = new Date(moment.at).toDateString();
    if (today !== day) rows.push({ key: `day-${today}`, kind: "day", label: dayName(moment.at, now) });
    day = today;
    if (tookPrivate(moment, rows)) rows.push({ key: `private-${moment.id}`, kind: "line", moment: { ...moment, kind: "took_private" as Moment["kind"], text: null } });
    if (!intoAlbum(moment, rows)) rows.push(rowOf(moment, subjects));
  }
  return rows;
}

/** What was said elsewhere on one day, without a word here in between, is one line. */
function goesOnElsewhere(rows: Row[], moment: Moment): boolean {
  const last = rows.at(-1);
  return last?.kind === "line" && last.moment.kind === "elsewhere" && new Date(last.moment.at).toDateString() === new Date(moment.at).toDateString();
}

const close = 60_000;

/** Pictures that were sent as one, or right after each other without a word, are one bubble: the first speaks for all of them. */
function intoAlbum(moment: Moment, rows: Row[]): boolean {
  const last = rows.at(-1);
  if (last?.kind !== "message" || moment.kind !== "message" || !areOne(last.moment, moment) || !isAlike(last.moment, moment) || !mayHead(last.moment) || !mayJoin(moment)) return false;
  const first = last.moment;
  rows[rows.length - 1] = { ...last, also: [...(last.also ?? []), moment.id], moment: { ...first, text: first.text || moment.text, attachments: [...first.attachments, ...moment.attachments], detail: withMedia(first, moment) } };
  return true;
}

const mayHead = (moment: Moment) => moment.direction === "in" && !moment.withdrawn && !moment.hidden;

/** What somebody answered, liked or changed is spoken of by itself. */
const mayJoin = (moment: Moment) => mayHead(moment) && !moment.edited && !moment.replyTo && !moment.liked && moment.reactions.length === 0;

const isAlike = (one: Moment, other: Moment) =>
  one.author.id === other.author.id && one.connectionId === other.connectionId && one.surface === other.surface && one.caseNumber === other.caseNumber && one.post?.id === other.post?.id;

function areOne(one: Moment, other: Moment): boolean {
  if (typeof other.detail?.album === "string") return one.detail?.album === other.detail.album && !(one.text && other.text);
  return one.detail?.album === undefined && !other.text && isPictures(one) && isPictures(other) && new Date(other.at).getTime() - new Date(one.at).getTime() < close;
}

const isPictures = (moment: Moment) => moment.attachments.length > 0 && !moment.detail?.media && moment.attachments.every((file) => file.type.startsWith("image/"));

/** What is still being fetched of any of them is said below all of them. */
function withMedia(one: Moment, other: Moment): Moment["detail"] {
  const media = [one, other].flatMap((moment) => (Array.isArray(moment.detail?.media) ? (moment.detail.media as unknown[]) : []));
  return media.length > 0 ? { ...one.detail, media } : one.detail;
}

/** From what stands in public to the person alone: a line across, once for each thing taken there. */
function tookPrivate(moment: Moment, rows: Row[]): boolean {
  const from = moment.kind === "message" && moment.direction === "out" && moment.visibility === "private" && moment.replyTo?.public ? moment.replyTo.id : null;
  return from !== null && !rows.some((row) => row.kind === "line" && row.key.startsWith("private-") && row.moment.replyTo?.id === from);
}

function rowOf(moment: Moment, subjects: Map<number | null, string>): Row {
  if (moment.kind === "message") return { key: moment.id, kind: "message", moment, promised: null, subject: newSubject(moment, subjects) };
  return { key: moment.id, kind: moment.kind === "note" ? "note" : moment.call ? "call" : "line", moment };
}

/** A subject is said once: the answers below it carry the same one. */
function newSubject(moment: Moment, subjects: Map<number | null, string>): string | null {
  const subject = moment.detail?.subject;
  if (typeof subject !== "string") return null;
  const bare = subject.replace(/^((re|fwd?|aw|wg|sv|antw)\s*:\s*)+/i, "");
  if (subjects.get(moment.caseNumber) === bare) return null;
  subjects.set(moment.caseNumber, bare);
  return subject;
}

function underMessage(rows: Row[], promise: Moment): boolean {
  const due = dueOf(promise);
  for (let index = rows.length - 1; due && index >= Math.max(0, rows.length - 4); index--) {
    const row = rows[index]!;
    if (row.kind !== "message" || row.moment.direction !== "in" || row.moment.caseNumber !== promise.caseNumber) continue;
    rows[index] = { ...row, promised: due };
    return true;
  }
  return false;
}

export function dueOf(moment: Moment): string | null {
  const due = moment.detail?.due;
  return typeof due === "string" ? due : null;
}
