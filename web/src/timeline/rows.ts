import type { Moment } from "../api/types";
import { dayName } from "../ui/times";

export type Row =
  | { key: string; kind: "day"; label: string }
  | { key: string; kind: "line"; moment: Moment }
  | { key: string; kind: "message"; moment: Moment; promised: string | null; subject?: string | null }
  | { key: string; kind: "note"; moment: Moment }
  | { key: string; kind: "call"; moment: Moment };

/** Moments as they are read: days between them, a promise under the words it answers, all else as a line across. */
export function rowsOf(moments: Moment[], now = new Date()): Row[] {
  const rows: Row[] = [];
  let day = "";
  const subjects = new Map<number | null, string>();
  for (const moment of moments) {
    if (moment.kind === "promised" && underMessage(rows, moment)) continue;
    const today = new Date(moment.at).toDateString();
    if (today !== day) rows.push({ key: `day-${today}`, kind: "day", label: dayName(moment.at, now) });
    day = today;
    if (tookPrivate(moment, rows)) rows.push({ key: `private-${moment.id}`, kind: "line", moment: { ...moment, kind: "took_private" as Moment["kind"], text: null } });
    rows.push(rowOf(moment, subjects));
  }
  return rows;
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
