import { useSyncExternalStore } from "react";
import { api } from "../api/api";
import { Problem } from "../api/problem";
import type { Approval, AttachmentRef, Moment, NewMessage, NewNote } from "../api/types";

export type Body = { kind: "message"; body: NewMessage } | { kind: "note"; body: NewNote };
export type Outgoing = Body & {
  personId: string;
  at: string;
  state: "sending" | "waiting" | "refused";
  problem: string | null;
  /** Why, for programs. */
  code?: string;
  files: AttachmentRef[];
  channel: string | null;
  isPublic: boolean;
  /** What is read in the bubble where the words are not ours to write: a template, filled. */
  shown?: string;
};

// Kept for this tab, so that a reload in a tunnel does not lose words; the id makes sending twice harmless.
const shelf = "kith.outgoing";
let letters: Outgoing[] = read();
const listeners = new Set<() => void>();
const running = new Set<string>();
/** As they left, so that one taken back comes back whole. */
export const sent = new Map<string, NewMessage>();
const pauses = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

function change(next: Outgoing[]) {
  letters = next;
  sessionStorage.setItem(shelf, JSON.stringify(next));
  for (const listener of listeners) listener();
}

function read(): Outgoing[] {
  const kept = typeof sessionStorage === "undefined" ? null : sessionStorage.getItem(shelf);
  return kept ? (JSON.parse(kept) as Outgoing[]) : [];
}

const update = (id: string, patch: Partial<Outgoing>) => change(letters.map((letter) => (letter.body.id === id ? ({ ...letter, ...patch } as Outgoing) : letter)));

export function forget(id: string): void {
  change(letters.filter((letter) => letter.body.id !== id));
}

/** Without a moment it waits for somebody to approve it. */
export type Arrived = (letter: Outgoing, moment: Moment | null) => void;

/** The bubble is there at once; it turns from sending into sent, or waits for the connection, or says why it was refused. */
export async function post(letter: Outgoing, arrived: Arrived): Promise<void> {
  const { id } = letter.body;
  if (running.has(id)) return;
  running.add(id);
  if (letters.some((other) => other.body.id === id)) update(id, { body: letter.body } as Partial<Outgoing>);
  else change([...letters, letter]);
  try {
    for (let attempt = 0; letters.some((other) => other.body.id === id); attempt++) {
      update(id, { state: attempt ? "waiting" : "sending", problem: null });
      const outcome = await attemptOnce(letter);
      if (outcome.waits) {
        forget(id);
        return arrived(letter, null);
      }
      if (outcome.moment) {
        if (letter.kind === "message") sent.set(outcome.moment.id, letter.body);
        forget(id);
        return arrived(letter, outcome.moment);
      }
      if (outcome.refused) return update(id, { state: "refused", problem: outcome.refused.message, code: outcome.refused.code });
      update(id, { state: "waiting" });
      await pause(pauses[Math.min(attempt, pauses.length - 1)]!);
    }
  } finally {
    running.delete(id);
  }
}

async function attemptOnce(letter: Outgoing): Promise<{ moment?: Moment; waits?: boolean; refused?: Problem }> {
  try {
    const asking = { body: letter.body, key: letter.body.id };
    const answer = letter.kind === "note" ? await api.post<Moment>(`/people/${letter.personId}/notes`, asking) : await api.post<Moment | Approval>(`/people/${letter.personId}/messages`, asking);
    return "waitsFor" in answer ? { waits: true } : { moment: answer };
  } catch (reason) {
    if (reason instanceof Problem && !reason.passes) return { refused: reason };
    return {};
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => { clearTimeout(timer); removeEventListener("online", done); resolve(); };
    const timer = setTimeout(done, ms);
    addEventListener("online", done);
  });
}

export function useOutgoing(personId: string): Outgoing[] {
  const all = useSyncExternalStore((listener) => (listeners.add(listener), () => void listeners.delete(listener)), () => letters);
  return all.filter((letter) => letter.personId === personId);
}

/** What a reload interrupted goes on by itself. */
export function resume(arrived: Arrived): void {
  for (const letter of letters) if (letter.state !== "refused") void post(letter, arrived);
}
