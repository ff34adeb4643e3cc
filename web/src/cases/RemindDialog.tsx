import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState } from "react";
import { api } from "../api/api";
import type { CaseRow, Page, Reminder } from "../api/types";
import { Button, IconButton } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { TextInput } from "../ui/fields";
import { shortTime } from "../ui/times";
import { useChange } from "../ui/useChange";
import { lightWords } from "../words/lightWords";
import { words } from "../words/words";
import styles from "./remind.module.css";
import { snoozeTimes, toLocalInput } from "./snoozeTimes";

const w = lightWords.remind;

/** A reminder of one's own, and all that one has. */
export function RemindDialog({ kase, onClose }: { kase: CaseRow; onClose: () => void }) {
  const [at, setAt] = useState(() => toLocalInput(snoozeTimes().find((time) => time.label === words.case.tomorrow)!.until));
  const [text, setText] = useState("");
  const mine = useQuery({ queryKey: ["reminders"], queryFn: () => api.get<Page<Reminder>>("/reminders") });
  const make = useChange(() => api.post<Reminder>(`/cases/${kase.number}/reminders`, { body: { at: new Date(at).toISOString(), text } }), ["reminders"], (made) => w.made(shortTime(made.at)));
  const forget = useChange((id: string) => api.delete(`/reminders/${id}`), ["reminders"]);
  const rows = mine.data?.items ?? [];
  return (
    <Dialog open onClose={onClose} title={w.title} lead={w.lead} width={460} acts={<Button look="primary" busy={make.isPending} disabled={!at} onClick={() => make.mutate(undefined, { onSuccess: onClose })}>{w.make}</Button>}>
      <TextInput type="datetime-local" label={w.at} value={at} min={toLocalInput(new Date())} onChange={(event) => setAt(event.currentTarget.value)} data-autofocus />
      <TextInput label={w.text} value={text} maxLength={300} onChange={(event) => setText(event.currentTarget.value)} />
      {rows.length > 0 && <section aria-label={w.mine}>
        <h3 className={styles.title}>{w.mine}</h3>
        <ul className={styles.list}>
          {rows.map((row) => (
            <li key={row.id} className={styles.row}>
              <time dateTime={row.at}>{shortTime(row.at)}</time>
              <span className={styles.words}><b>{row.personName}</b> {row.text ?? w.case(row.caseNumber, row.title)}</span>
              <IconButton label={w.remove(row.text ?? w.case(row.caseNumber, row.title))} onClick={() => forget.mutate(row.id)}><X /></IconButton>
            </li>
          ))}
        </ul>
      </section>}
    </Dialog>
  );
}
