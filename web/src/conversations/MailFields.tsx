import { useEffect, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Draft, Moment, PersonPage, Way } from "../api/types";
import { nameOf } from "../people/nameOf";
import { useTimeline } from "../timeline/useTimeline";
import { fullTime } from "../ui/times";
import { mailWords } from "../words/mailWords";
import { answeredBy, namesOf, othersOf, subjectOfAnswer } from "./answered";
import { envelopeOf, lineOf, type Envelope } from "./envelope";
import { addressesIn, holds, withoutThem, withThem, type MailAddress } from "./mailAddresses";
import styles from "./mailFields.module.css";
import type { Addressing, Held } from "./mailWriting";
import { quotedHtml, quotedText } from "./quoteMail";

const w = mailWords.write;

interface MailFieldsProps { person: PersonPage; way: Way; replyTo: Moment | null; draft: Draft; onDraft: (patch: Partial<Draft>) => void; addressing: Held<Addressing> }

/** What a mail has above its words: a subject, who gets it too, and whether the mail it answers goes with it. */
export function MailFields({ person, way, replyTo, draft, onDraft, addressing }: MailFieldsProps) {
  const { moments } = useTimeline(person.id, {});
  const [quoting, setQuoting] = useState(false);
  const [wrong, setWrong] = useState<keyof Envelope | null>(null);
  const [opened, setOpened] = useState<Partial<Record<keyof Envelope, boolean>>>({});
  const boxes = { cc: useRef<HTMLInputElement>(null), bcc: useRef<HTMLInputElement>(null) };
  const envelope = envelopeOf(draft.others);
  const answered = answeredBy(moments, replyTo, way);
  const others = othersOf(answered).filter((one) => one.value !== way.label);
  const setEnvelope = (patch: Partial<Envelope>) => { setWrong(null); onDraft({ others: lineOf({ ...envelope, ...patch }) }); };
  // At once, so that not a single key falls beside the field.
  const open = (which: keyof Envelope) => { flushSync(() => setOpened((now) => ({ ...now, [which]: true }))); boxes[which].current?.focus(); };

  useEffect(() => {
    addressing.current = (now, text) => {
      const to = envelopeOf(now.others);
      const bad = (["cc", "bcc"] as const).find((which) => addressesIn(to[which]).bad.length > 0);
      if (bad) { setWrong(bad); open(bad); return null; }
      setOpened({});
      setQuoting(false);
      return { subject: now.subject?.trim() || undefined, others: recipients(to), ...withQuote(now, text, quoting ? answered : null, nameOf(person)) };
    };
    return () => { addressing.current = null; };
  });

  const lines = (["cc", "bcc"] as const).filter((which) => envelope[which] || opened[which]);
  return (
    <div className={styles.fields}>
      <div className={styles.line}>
        <input className={styles.subject} aria-label={w.subject} placeholder={subjectOfAnswer(moments, replyTo, way) ?? w.subject} maxLength={200} value={draft.subject ?? ""} onChange={(event) => onDraft({ subject: event.currentTarget.value || null })} />
        {(["cc", "bcc"] as const).filter((which) => !lines.includes(which)).map((which) => <button key={which} type="button" className={styles.add} aria-label={which === "cc" ? w.ccLabel : w.bccLabel} onClick={() => open(which)}>{w[which]}</button>)}
      </div>
      {lines.map((which) => <AddressLine key={which} which={which} box={boxes[which]} text={envelope[which]} checked={wrong === which} onText={(text) => setEnvelope({ [which]: text })} />)}
      {(others.length > 0 || answered?.text) && (
        <div className={styles.choices}>
          {others.length > 0 && <AlsoTo others={others} cc={envelope.cc} onCc={(cc) => setEnvelope({ cc })} />}
          {answered?.text && <label className={styles.choice}><input type="checkbox" checked={quoting} onChange={(event) => setQuoting(event.currentTarget.checked)} />{w.quote}</label>}
        </div>
      )}
    </div>
  );
}

function AddressLine({ which, box, text, checked, onText }: { which: keyof Envelope; box: Held<HTMLInputElement>; text: string; checked: boolean; onText: (text: string) => void }) {
  const id = useId();
  const [left, setLeft] = useState(false);
  const bad = checked || left ? addressesIn(text).bad : [];
  return (
    <>
      <div className={styles.line}>
        <label className={styles.name} htmlFor={id}>{w[which]}</label>
        <input ref={box} id={id} className={styles.addresses} aria-label={which === "cc" ? w.ccLabel : w.bccLabel} aria-invalid={bad.length > 0 || undefined} aria-describedby={bad.length ? `${id}-wrong` : undefined}
          placeholder={w.addresses} inputMode="email" autoComplete="off" spellCheck={false} maxLength={1_800} value={text} onChange={(event) => { setLeft(false); onText(event.currentTarget.value); }} onBlur={() => setLeft(true)} />
      </div>
      {bad.length > 0 && <p id={`${id}-wrong`} className={styles.wrong} role="alert">{bad.map((part) => w.wrong(part)).join(" ")}</p>}
    </>
  );
}

/** Off until somebody wants it: an answer to all shows it to all. */
function AlsoTo({ others, cc, onCc }: { others: MailAddress[]; cc: string; onCc: (cc: string) => void }) {
  return (
    <label className={styles.choice} title={w.alsoHint}>
      <input type="checkbox" checked={holds(cc, others)} onChange={(event) => onCc(event.currentTarget.checked ? withThem(cc, others) : withoutThem(cc, others))} />
      <span>{w.also(namesOf(others))}</span>
    </label>
  );
}

function recipients({ cc, bcc }: Envelope) {
  const list = (line: string, hidden: boolean) => addressesIn(line).good.map(({ value, name }) => ({ value, name: name ?? null, hidden }));
  return [...list(cc, false), ...list(bcc, true)];
}

function withQuote(draft: Draft, text: string, quoted: Moment | null, who: string) {
  const html = draft.html || undefined;
  if (!quoted?.text) return { text, html };
  const said = w.wrote(fullTime(quoted.at), quoted.author.name || who);
  return { text: quotedText(text, said, quoted.text), html: html && quotedHtml(html, said, quoted.text) };
}
