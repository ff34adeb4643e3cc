import type { Moment, Way } from "../api/types";
import type { MailAddress } from "./mailAddresses";

/** The message a mail answers: the one chosen, else the last one that came on this way. */
export function answeredBy(moments: Moment[], replyTo: Moment | null, way: Pick<Way, "connectionId">): Moment | null {
  return replyTo ?? moments.findLast((moment) => moment.kind === "message" && moment.direction === "in" && moment.connectionId === way.connectionId) ?? null;
}

/** Who else got it. They are offered, never taken for granted: an answer to all tells all. */
export function othersOf(moment: Moment | null): MailAddress[] {
  const others = moment?.detail?.others;
  if (!Array.isArray(others)) return [];
  return (others as { kind?: string; value?: string; name?: string | null }[]).filter((other) => other.kind === "email" && other.value).map(({ value, name }) => (name ? { value: value!, name } : { value: value! }));
}

export function namesOf(people: MailAddress[]): string {
  return people.map((one) => one.name?.split(" ")[0] || one.value).join(", ");
}

const answers = /^(re|aw|sv|antw|odp|res|rif|回复|回覆):/i;

/** What the server says above an answer when nobody says otherwise. */
export function subjectOfAnswer(moments: Moment[], replyTo: Moment | null, way: Pick<Way, "connectionId">): string | null {
  const last = replyTo?.detail?.subject ? replyTo : moments.findLast((moment) => moment.kind === "message" && moment.connectionId === way.connectionId);
  const subject = last?.detail?.subject;
  if (typeof subject !== "string" || !subject) return null;
  return answers.test(subject) ? subject : `Re: ${subject}`;
}
