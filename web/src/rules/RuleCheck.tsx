import { useQuery } from "@tanstack/react-query";
import { ListChecks, ShieldAlert } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { api } from "../api/api";
import type { Objection, Way } from "../api/types";
import { Callout, InlineAct } from "../ui/Callout";
import { TextInput } from "../ui/fields";
import { useDebounced } from "../ui/useDebounced";
import { rulesWords } from "../words/rulesWords";
import styles from "./ruleCheck.module.css";

const w = rulesWords.check;

/** Whether words may be sent as they stand, and in spite of which rules. */
export interface RuleVerdict { blocks: boolean; stopped: string[]; despite?: { rules: string[]; reason: string } }

interface RuleCheckProps {
  personId: string;
  way: Way;
  text: string;
  subject: string | null;
  kase: number | undefined;
  onText: (text: string) => void;
  onVerdict: (verdict: RuleVerdict) => void;
  /** Marks the place in the words; none where they have looks. */
  onShow?: (at: number, length: number) => void;
}

/** What the house rules say to words while they are written: where, why, and the better words to take with one press. */
export function RuleCheck({ personId, way, text, subject, kase, onText, onVerdict, onShow }: RuleCheckProps) {
  const settled = useDebounced(JSON.stringify({ text, subject }), 350);
  const asked = JSON.parse(settled) as { text: string; subject: string | null };
  const check = useQuery<{ of: string; objections: Objection[] }>({
    queryKey: ["rules", "check", personId, way.connectionId, way.surface, kase, settled], staleTime: 60_000, placeholderData: (before) => before,
    queryFn: async ({ signal }) => ({ of: asked.text, ...(await api.post<{ objections: Objection[] }>("/rules/check", { body: { personId, text: asked.text, subject: asked.subject, connectionId: way.connectionId, surface: way.surface, case: kase }, signal })) }),
  });
  const [reason, setReason] = useState("");
  const [overruling, setOverruling] = useState(false);
  const field = useId();
  const fresh = check.data?.of === text;
  const found = check.data?.objections ?? [];
  const stops = found.some((one) => one.stops);
  const rules = [...new Set(found.map((one) => one.ruleId))];
  const placed = (one: Objection) => one.part === "text" && fresh;
  const stopped = found.filter((one) => one.stops && one.part === "text").map((one) => (check.data?.of ?? "").slice(one.at, one.at + one.length));
  const blocks = found.length > 0 && (stops || !overruling || reason.trim() === "");
  const verdict = JSON.stringify({ blocks, stopped, ...(found.length > 0 && !blocks && { despite: { rules, reason: reason.trim() } }) });
  useEffect(() => onVerdict(JSON.parse(verdict) as RuleVerdict), [verdict]);
  useEffect(() => () => onVerdict({ blocks: false, stopped: [] }), []);

  const mend = (one: Objection) => onText(tidy(text.slice(0, one.at) + one.mend + text.slice(one.at + one.length)));
  return (
    <section className={styles.check} aria-label={w.label}>
      <p className="unseen" role="status">{check.isSuccess && found.length > 0 ? w.heard(found.length) : ""}</p>
      {found.length > 0 && <ul className={styles.list}>{found.slice(0, 6).map((one, at) => (
        <li key={`${one.ruleId} ${one.at} ${at}`}>
          <Callout tone={one.stops ? "hot" : "warm"} icon={one.stops ? <ShieldAlert size={15} aria-hidden /> : <ListChecks size={15} aria-hidden />} act={<span className={styles.acts}>
            {placed(one) && one.mend && <InlineAct onClick={() => mend(one)}>{one.length === 0 ? w.add : one.mend === "…" ? w.takeOut : w.say(one.mend.trim())}</InlineAct>}
            {placed(one) && onShow && one.length > 0 && one.length < text.length && <InlineAct onClick={() => onShow(one.at, one.length)}>{w.show}</InlineAct>}
          </span>}>
            {one.part === "subject" && `${w.inSubject} `}{placed(one) && one.length > 0 && one.length <= 60 && one.length < text.length && <q className={styles.place}>{text.slice(one.at, one.at + one.length)}</q>} <b>{one.rule}.</b> {one.why}
          </Callout>
        </li>
      ))}</ul>}
      {stops && <p className={styles.line}>{w.stops}</p>}
      {found.length > 0 && !stops && (overruling ? (
        <div className={styles.reason}>
          <TextInput id={field} size="xs" label={w.reason} description={w.reasonHint} value={reason} maxLength={300} onChange={(event) => setReason(event.currentTarget.value)} autoFocus />
        </div>
      ) : <p className={styles.line}><InlineAct onClick={() => setOverruling(true)}>{w.anyway}</InlineAct></p>)}
    </section>
  );
}

/** What was taken out leaves no two blanks behind. */
const tidy = (text: string) => text.replace(/ {2,}/g, " ");
