import { Link } from "@tanstack/react-router";
import { Send } from "lucide-react";
import { useState } from "react";
import { api } from "../api/api";
import { Problem } from "../api/problem";
import type { Approval, CauseRow, Despite, Objection, Telling, TellingState } from "../api/types";
import { OverruleDialog } from "../rules/OverruleDialog";
import { ChannelMark } from "../connections/ChannelMark";
import { Avatar } from "../ui/Avatar";
import { Button } from "../ui/Button";
import { Badge } from "../ui/Chip";
import { Dialog } from "../ui/Dialog";
import { Empty } from "../ui/Empty";
import { Textarea } from "../ui/fields";
import { languageName } from "../ui/languages";
import { shortTime } from "../ui/times";
import { useChange } from "../ui/useChange";
import { causeWords } from "../words/causeWords";
import { words } from "../words/words";
import styles from "./cause.module.css";
import tell from "./tell.module.css";
import { touchedCauses, useTellings } from "./useCauses";

const w = causeWords.tell;
const groups = ["couldNot", "draft", "waiting", "leftOut", "told"] as const satisfies readonly TellingState[];

/** Everyone who is told, read before it leaves; and afterwards who was, and who could not be and why. */
export function TellingsReview({ cause, writes, onWords }: { cause: CauseRow; writes: boolean; onWords: () => void }) {
  const { draft, waiting, told, couldNot, leftOut } = cause.tellings;
  const tellings = useTellings(cause.id, waiting > 0);
  const all = draft + waiting + told + couldNot + leftOut;
  const send = useChange((despite: Despite | undefined) => api.put<CauseRow | Approval>(`/causes/${cause.id}/sending`, { body: { despite } }), [...touchedCauses, "approvals"], (answer) => ("waitsFor" in answer ? w.waitsFor(answer.waitsFor.map((one) => one.name).join(", ")) : ""));
  const objections = send.error instanceof Problem ? (send.error.objections as Objection[]) : [];
  const hold = useChange(() => api.delete(`/causes/${cause.id}/sending`), touchedCauses);
  return (
    <section className={styles.part} aria-label={w.title}>
      <div className={styles.partHead}>
        <div><h2>{w.title}</h2><p className={tell.lead}>{w.lead}</p></div>
        {writes && <div className={styles.acts}>
          {draft + couldNot > 0 && <Button small onClick={onWords}>{w.words}</Button>}
          {waiting > 0 && <Button small busy={hold.isPending} onClick={() => hold.mutate()}>{w.hold(waiting)}</Button>}
          {draft > 0 && <Button small look="primary" icon={<Send />} busy={send.isPending} onClick={() => send.mutate(undefined)}>{w.send(draft)}</Button>}
        </div>}
      </div>
      {objections.length > 0 && <OverruleDialog objections={objections} onClose={() => send.reset()} onSend={(despite) => send.mutate(despite)} />}
      <p role="status" className={tell.status}>{all > 0 && [w.told(told, all), waiting > 0 && w.sending(waiting)].filter(Boolean).join(" · ")}</p>
      {all === 0 && <Empty title={w.none.title}>{w.none.words}</Empty>}
      {groups.map((state) => <Group key={state} title={w.groups[state]} cause={cause} writes={writes} rows={tellings.rows.filter((row) => row.state === state)} />)}
      {tellings.hasNextPage && <Button className={tell.more} busy={tellings.isFetchingNextPage} onClick={() => void tellings.fetchNextPage()}>{causeWords.page.more}</Button>}
    </section>
  );
}

function Group({ title, cause, rows, writes }: { title: string; cause: CauseRow; rows: Telling[]; writes: boolean }) {
  if (rows.length === 0) return null;
  return (
    <div className={tell.group}>
      <h3>{title}</h3>
      <ul className={styles.rows}>{rows.map((row) => <li key={row.id}><TellingView cause={cause} row={row} writes={writes} /></li>)}</ul>
    </div>
  );
}

function TellingView({ cause, row, writes }: { cause: CauseRow; row: Telling; writes: boolean }) {
  const [open, setOpen] = useState<"edit" | "leave" | null>(null);
  const name = row.personName || words.person.nameless;
  const path = `/causes/${cause.id}/tellings/${row.id}`;
  const change = useChange((body: object) => api.patch(path, { body }), touchedCauses);
  const takeIn = useChange(() => api.delete(`${path}/omission`), touchedCauses);
  const next = row.reason?.next;
  const mends = writes && (row.state === "draft" || row.state === "couldNot" || row.delivery === "failed");
  return (
    <article className={styles.row} aria-label={name}>
      <Avatar name={name} seed={row.personId} size={32} />
      <div className={styles.words}>
        <p className={styles.who}>
          <Link to="/people/$personId" params={{ personId: row.personId }} search={{ ...(row.case && { case: row.case }), ...(row.momentId && { moment: row.momentId }) }}><b dir="auto">{name}</b></Link>
          {row.language && <span>{languageName(row.language)}</span>}
          {row.isEdited && <span>· {w.byHand}</span>}
        </p>
        <p className={tell.theirs} dir="auto">{row.said ? w.said(row.said) : w.unsaid}</p>
        <p className={tell.text} lang={row.language ?? undefined} dir="auto" data-public={row.place?.visibility === "public" || undefined}>{row.text}</p>
        <Where row={row} />
        {row.why && <p className={tell.why} dir="auto">{row.why}</p>}
        {row.reason && <p className={tell.reason}>{row.reason.words} {row.reason.until ? w.waits(shortTime(row.reason.until)) : ""}</p>}
        {row.problem && <p className={tell.reason}>{row.problem.words}</p>}
        {writes && <div className={tell.acts}>
          {mends && next && <Button small onClick={() => change.mutate({ connectionId: next.connectionId, handleId: next.handleId })} busy={change.isPending}>{w.instead(next.label, next.channel)}</Button>}
          {mends && row.place?.isChosen && <Button small look="plain" onClick={() => change.mutate({ whereTheySaidIt: true })}>{w.back}</Button>}
          {mends && <Button small look="plain" aria-label={w.editThis(name)} onClick={() => setOpen("edit")}>{w.edit}</Button>}
          {mends && <Button small look="plain" aria-label={w.leaveOutThis(name)} onClick={() => setOpen("leave")}>{w.leaveOut}</Button>}
          {row.state === "couldNot" && <Button small look="plain" aria-label={w.againThis(name)} busy={takeIn.isPending} onClick={() => takeIn.mutate()}>{w.again}</Button>}
          {row.state === "leftOut" && <Button small look="plain" aria-label={w.takeInThis(name)} busy={takeIn.isPending} onClick={() => takeIn.mutate()}>{w.takeIn}</Button>}
        </div>}
      </div>
      {open === "edit" && <WriteDialog title={w.editTitle(name)} label={w.text} begun={row.text} most={20_000} rows={6} onClose={() => setOpen(null)} onSave={(text) => api.patch(path, { body: { text } })} />}
      {open === "leave" && <WriteDialog title={w.leaveOutTitle(name)} label={w.why} begun="" most={500} rows={2} onClose={() => setOpen(null)} onSave={(why) => api.put(`${path}/omission`, { body: { why } })} />}
    </article>
  );
}

function Where({ row: { place, delivery, toldAt, toldBy } }: { row: Telling }) {
  if (!place) return <p className={styles.place}>{w.nobody}</p>;
  const isPublic = place.visibility === "public";
  return (
    <p className={styles.place}>
      <ChannelMark channel={place.channel} name={isPublic ? undefined : `${place.connectionName} · ${place.label}`} isPublic={isPublic} />
      {isPublic && place.post && <span>{w.under(place.post.text ?? place.post.authorName ?? "")}</span>}
      {isPublic && <Badge tone="public">{w.everyone}</Badge>}
      {toldAt && <span>· {w.by(toldBy ?? words.someone, shortTime(toldAt))}</span>}
      {delivery && <span>· {w.states[delivery]}</span>}
    </p>
  );
}

interface WriteProps { title: string; label: string; begun: string; most: number; rows: number; onClose: () => void; onSave: (text: string) => Promise<unknown> }

function WriteDialog({ title, label, begun, most, rows, onClose, onSave }: WriteProps) {
  const [text, setText] = useState(begun);
  const save = useChange(() => onSave(text.trim()), touchedCauses);
  return (
    <Dialog open onClose={onClose} title={title} width={520} acts={<Button look="primary" disabled={!text.trim()} busy={save.isPending} onClick={() => save.mutate(undefined, { onSuccess: onClose })}>{words.save}</Button>}>
      <Textarea label={label} autosize minRows={rows} maxRows={16} maxLength={most} value={text} onChange={(event) => setText(event.currentTarget.value)} required data-autofocus />
    </Dialog>
  );
}
