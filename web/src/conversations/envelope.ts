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

/** What comes back to be written again: as this browser sent it, else as far as the timeline tells. */
export function takenBack(moment: Moment, sent: NewMessage | undefined) {
  const told = (key: string) => (Array.isArray(moment.detail?.[key]) ? (moment.detail[key] as { value: string; name: string | null }[]) : []);
  const shown = { subject: moment.detail?.subject as string | undefined, others: [...told("others"), ...told("hidden").map((other) => ({ ...other, hidden: true }))] };
  // The words of a template are not ours to change.
  return { kind: "message" as const, text: moment.detail?.template ? "" : sent?.text ?? moment.text ?? "", files: moment.attachments, ...mailOf(sent ?? (shown as Partial<NewMessage>)) };
}

export function mailOf({ subject, others, html }: Partial<NewMessage>) {
  const line = (hidden: boolean) => (others ?? []).filter((other) => other && !!other.hidden === hidden)
    .map((other) => (other!.name ? `"${other!.name.replaceAll('"', "")}" <${other!.value}>` : other!.value)).join(", ");
  return { subject: subject ?? null, others: lineOf({ cc: line(false), bcc: line(true) }), html: html ?? null };
}
