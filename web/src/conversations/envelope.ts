import type { Moment, NewMessage } from "../api/types";

/** Who gets a message too: a line everyone sees and a line nobody sees. A draft keeps both as one line. */
export interface Envelope { cc: string; bcc: string }

const between = " | ";

export function envelopeOf(line: string | null | undefined): Envelope {
  const [cc = "", bcc = ""] = (line ?? "").split(between);
  return { cc, bcc };
}

export function lineOf({ cc, bcc }: Envelope): string | null {
  return bcc ? cc + between + bcc : cc || null;
}

/** What comes back to be written again: the words with their looks where this browser sent them, else what is on the timeline. */
export function takenBack(moment: Moment, sent: NewMessage | undefined) {
  return { kind: "message" as const, text: sent?.text ?? moment.text ?? "", files: moment.attachments, ...mailOf(sent) };
}

export function mailOf(sent: Partial<NewMessage> | undefined) {
  const line = (hidden: boolean) => (sent?.others ?? []).filter((other) => other && !!other.hidden === hidden).map((other) => (other!.name ? `${other!.name} <${other!.value}>` : other!.value)).join(", ");
  return { subject: sent?.subject ?? null, others: lineOf({ cc: line(false), bcc: line(true) }), html: sent?.html ?? null };
}
