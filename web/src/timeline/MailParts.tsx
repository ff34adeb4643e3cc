import { BellOff, Bot, CalendarDays, Ellipsis, FileWarning, Forward, Lock, Mail, PackageX, ShieldAlert, ShieldQuestionMark, UserRoundX, Users } from "lucide-react";
import { useId, useState, type ReactNode } from "react";
import type { Moment } from "../api/types";
import { InlineAct } from "../ui/Callout";
import { lazily } from "../ui/lazily";
import { problemWords } from "../ui/problemWords";
import { mailWords } from "../words/mailWords";
import { words } from "../words/words";
import styles from "./mail.module.css";
import { MessageText } from "./MessageText";
import { mailSigns, useGoToCase, useMail, type MailSigns } from "./useMail";

const MailDialog = lazily(() => import("./MailDialog").then((part) => part.MailDialog));
const w = mailWords.read;

/** What a mail has beyond its words: who else got it, what to know before believing it, what lies folded below, and the whole of it. */
export function MailParts({ moment }: { moment: Moment }) {
  const signs = mailSigns(moment);
  const [unfolded, setUnfolded] = useState(false);
  const [open, setOpen] = useState(false);
  const rest = useId();
  return (
    <>
      {!moment.withdrawn && <Around moment={moment} />}
      <Also signs={signs} />
      <MailMarks signs={signs} />
      {(signs.folded || signs.whole) && !moment.withdrawn && (
        <p className={styles.acts}>
          {signs.folded && <button type="button" className={styles.fold} aria-expanded={unfolded} aria-controls={rest} aria-label={unfolded ? w.unfolded : w.folded} title={unfolded ? w.unfolded : w.folded} onClick={() => setUnfolded(!unfolded)}><Ellipsis aria-hidden /></button>}
          {signs.whole && <button type="button" className={styles.open} title={w.openHint} aria-haspopup="dialog" onClick={() => setOpen(true)}><Mail aria-hidden />{w.open}</button>}
        </p>
      )}
      {unfolded && <div id={rest} className={styles.rest}><Rest id={moment.id} /></div>}
      {open && <MailDialog moment={moment} onClose={() => setOpen(false)} />}
    </>
  );
}

/** What left with our words without being typed. */
function Around({ moment: { detail } }: { moment: Moment }) {
  const parts = [detail?.greeting, detail?.signature].filter((part): part is string => typeof part === "string");
  if (parts.length === 0) return null;
  return <details className={styles.around}><summary>{detail?.greeting ? detail.signature ? w.around : w.aroundGreeting : w.aroundSignature}</summary>{parts.map((part, at) => <p key={at} dir="auto">{part}</p>)}</details>;
}

function Also({ signs: { others, hidden } }: { signs: MailSigns }) {
  if (others.length + hidden.length === 0) return null;
  return <p className={styles.also}>{[others.length > 0 && w.also(others.join(", ")), hidden.length > 0 && w.hidden(hidden.join(", "))].filter(Boolean).join(" · ")}</p>;
}

const icons: Record<string, ReactNode> = {
  "sender-failed": <ShieldAlert aria-hidden />, "sender-unproved": <ShieldQuestionMark aria-hidden />, "sender-ambiguous": <ShieldQuestionMark aria-hidden />,
  stranger: <UserRoundX aria-hidden />, "in-copy": <Users aria-hidden />, "too-large": <PackageX aria-hidden />, "passed-on": <Forward aria-hidden />, automatic: <Bot aria-hidden />, invite: <CalendarDays aria-hidden />, defects: <FileWarning aria-hidden />,
  unsupported: <FileWarning aria-hidden />, standby: <Users aria-hidden />, "not-summoned": <BellOff aria-hidden />, encrypted: <Lock aria-hidden />,
};
const tones: Record<string, string> = { "sender-failed": "hot", "sender-ambiguous": "warm", stranger: "warm", "too-large": "warm" };
const pointing = new Set(["stranger", "in-copy"]);

export function MailMarks({ signs: { marks, beside } }: { signs: Pick<MailSigns, "marks" | "beside"> }) {
  const goToCase = useGoToCase();
  const known = marks.filter((mark) => w.marks[mark]);
  if (known.length === 0) return null;
  return (
    <ul className={styles.marks}>
      {known.map((mark) => (
        <li key={mark} className={styles.mark} data-tone={tones[mark]}>
          {icons[mark]}
          <span>{w.marks[mark]} {pointing.has(mark) && beside !== null && <InlineAct onClick={() => goToCase(beside)}>{w.caseOf(beside)}</InlineAct>}</span>
        </li>
      ))}
    </ul>
  );
}

function Rest({ id }: { id: string }) {
  const mail = useMail(id);
  if (mail.isError) return <p role="alert">{problemWords(mail.error)}</p>;
  if (!mail.data) return <p role="status">{words.loading}</p>;
  return <MessageText text={mail.data.rest ?? mail.data.text ?? w.inLooks} />;
}
