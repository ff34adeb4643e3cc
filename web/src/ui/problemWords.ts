import { Problem } from "../api/problem";
import { words } from "../words/words";

/** What happened, in a sentence a teammate can read. */
export function problemWords(reason: unknown): string {
  if (!(reason instanceof Problem)) return words.broken;
  if (reason.status === 0) return words.unreachable;
  if (reason.status === 404) return reason.message || words.notFound;
  if (reason.status === 403 && reason.code !== "cross_site") return reason.message || words.notAllowed;
  if (reason.status >= 500) return words.broken;
  return reason.message || words.broken;
}
