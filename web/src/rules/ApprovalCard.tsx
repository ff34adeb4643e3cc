import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../api/api";
import { Problem } from "../api/problem";
import type { Approval, Objection } from "../api/types";
import { ChannelMark } from "../connections/ChannelMark";
import { Button } from "../ui/Button";
import { Callout } from "../ui/Callout";
import { Badge } from "../ui/Chip";
import { Textarea } from "../ui/fields";
import { fullTime, shortTime } from "../ui/times";
import { useChange } from "../ui/useChange";
import { useNow } from "../ui/useNow";
import { rulesWords } from "../words/rulesWords";
import { words } from "../words/words";
import styles from "./approvals.module.css";

const w = rulesWords.approvals;

/** One press approves; changing the words or sending them back are a press more. */
export function ApprovalCard({ approval }: { approval: Approval }) {
  const now = useNow();
  const [open, setOpen] = useState<"edit" | "back" | null>(null);
  const [text, setText] = useState(approval.text);
  const [note, setNote] = useState("");
  const [objections, setObjections] = useState<Objection[]>([]);
  const edited = open === "edit" && text.trim() !== approval.text;
  const approve = useChange(() => api.put<Approval>(`/approvals/${approval.id}/approval`, { body: edited ? { text } : {} }), ["approvals", "timeline", "notices"], (answer) => (answer.state === "couldNot" ? w.couldNot(answer.problemWords ?? "") : w.approved));
  const back = useChange(() => api.put<Approval>(`/approvals/${approval.id}/return`, { body: { note } }), ["approvals", "notices"], w.sentBack);
  const late = new Date(approval.due) < now;
  const to = approval.what === "tellings" ? w.toEverybody(approval.causeTitle ?? "") : w.to(approval.personName ?? words.someone);
  const go = () => { setObjections([]); approve.mutate(undefined, { onError: (reason) => setObjections(reason instanceof Problem ? (reason.objections as Objection[]) : []) }); };
  return (
    <article className={styles.card} aria-label={`${approval.author.name} ${to}`}>
      <div className={styles.top}>
        <h2>{approval.author.name} {to}</h2>
        <time className={styles.due} data-late={late || undefined} dateTime={approval.due} title={fullTime(approval.due)}>{late ? w.late(shortTime(approval.due)) : w.due(shortTime(approval.due))}</time>
      </div>
      <p className={styles.by}>{approval.channel && <ChannelMark channel={approval.channel} isPublic={approval.isPublic} />}{approval.isPublic && <Badge tone="public">{w.public}</Badge>}<span>{approval.rule}</span>
        {approval.personId && <Link to="/people/$personId" params={{ personId: approval.personId }} search={approval.caseNumber ? { case: approval.caseNumber } : {}}>{w.conversation}</Link>}</p>
      {open === "edit" ? <Textarea label={w.words} value={text} autosize minRows={3} maxRows={14} onChange={(event) => setText(event.currentTarget.value)} data-autofocus /> : <p className={styles.text} dir="auto">{approval.text}</p>}
      {objections.length > 0 && <div className={styles.objected}>{objections.map((one, at) => <Callout key={at} tone={one.stops ? "hot" : "warm"}><b>{one.rule}.</b> {one.why}</Callout>)}</div>}
      {open === "back" && <Textarea label={w.note} value={note} autosize minRows={2} onChange={(event) => setNote(event.currentTarget.value)} />}
      <div className={styles.acts}>
        {open === "back" ? <Button look="primary" disabled={!note.trim()} busy={back.isPending} onClick={() => back.mutate()}>{w.sendBack}</Button>
          : <Button look="primary" disabled={open === "edit" && !text.trim()} busy={approve.isPending} onClick={go}>{edited ? w.approveEdited : w.approve}</Button>}
        {open === null && <>
          {approval.what !== "tellings" && <Button onClick={() => setOpen("edit")}>{w.edit}</Button>}
          <Button look="plain" onClick={() => setOpen("back")}>{w.sendBack}</Button>
        </>}
        {open !== null && <Button look="plain" onClick={() => { setOpen(null); setText(approval.text); setObjections([]); }}>{w.cancel}</Button>}
      </div>
    </article>
  );
}
