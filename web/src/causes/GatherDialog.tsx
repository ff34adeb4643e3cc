import { useQuery } from "@tanstack/react-query";
import { Plus, Waypoints } from "lucide-react";
import { useState } from "react";
import { api } from "../api/api";
import type { CauseRow } from "../api/types";
import { Dialog } from "../ui/Dialog";
import { TextInput } from "../ui/fields";
import { useChange } from "../ui/useChange";
import { useDebounced } from "../ui/useDebounced";
import { causeWords } from "../words/causeWords";
import styles from "./gather.module.css";
import { causesOf, causesQuery, touchedCauses } from "./useCauses";

const w = causeWords.gather;

export type Gathered = { case: number } | { moment: string };

/** Which cause a case or a word belongs to: one that is named, or a new one. */
export function GatherDialog({ about, onClose }: { about: Gathered; onClose: () => void }) {
  const [text, setText] = useState("");
  const query = useDebounced(text.trim(), 150);
  const found = (useQuery(causesQuery(query)).data ?? []).slice(0, 8);
  const has = useQuery(causesOf(about)).data ?? [];
  const path = (id: string) => `/causes/${id}/about/${"case" in about ? `cases/${about.case}` : `moments/${about.moment}`}`;
  const gather = useChange((id: string) => api.put<CauseRow>(path(id)), touchedCauses, (cause) => w.done(cause.title));
  const letGo = useChange((id: string) => api.delete<CauseRow>(path(id)), touchedCauses, causeWords.page.letGone);
  const create = useChange(async () => {
    const cause = await api.post<CauseRow>("/causes", { body: { title: text.trim() } });
    return api.put<CauseRow>(path(cause.id));
  }, touchedCauses, (cause) => w.done(cause.title));
  const choices = found.filter((one) => !has.some((other) => other.id === one.id));
  const busy = gather.isPending || create.isPending;

  return (
    <Dialog open onClose={onClose} title={w.title} lead={w.lead} width={480}>
      {has.length > 0 && (
        <div>
          <h3 className={styles.title}>{w.has}</h3>
          <ul className={styles.list}>{has.map((one) => (
            <li key={one.id} className={styles.has}><Waypoints aria-hidden /><span>{one.title}</span>
              <button type="button" className={styles.letGo} aria-label={w.letGo(one.title)} disabled={letGo.isPending} onClick={() => letGo.mutate(one.id)}>{causeWords.page.letGo}</button></li>
          ))}</ul>
        </div>
      )}
      <TextInput label={w.find} value={text} onChange={(event) => setText(event.currentTarget.value)} maxLength={160} data-autofocus />
      {choices.length === 0 && !text.trim() && has.length === 0 && <p className={styles.none}>{w.none}</p>}
      <ul className={styles.list}>
        {choices.map((one) => (
          <li key={one.id}><button type="button" className={styles.choice} disabled={busy} onClick={() => gather.mutate(one.id, { onSuccess: onClose })}>
            <span>{one.title}</span><small>{causeWords.states[one.state]} · {causeWords.people(one.people)}</small>
          </button></li>
        ))}
        {text.trim() && <li><button type="button" className={styles.choice} disabled={busy} onClick={() => create.mutate(undefined, { onSuccess: onClose })}><span><Plus aria-hidden />{w.create(text.trim())}</span></button></li>}
      </ul>
    </Dialog>
  );
}
