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
import { causesOf, causesQuery, gather, letGo, touchedCauses, type Gathered } from "./useCauses";

const w = causeWords.gather;

/** Which cause a case or a word belongs to: one that is named, or a new one. */
export function GatherDialog({ about, onClose }: { about: Gathered; onClose: () => void }) {
  const [text, setText] = useState("");
  const query = useDebounced(text.trim(), 150);
  const found = (useQuery(causesQuery(query)).data ?? []).slice(0, 8);
  const has = useQuery(causesOf(about)).data ?? [];
  const take = useChange((id: string) => gather(id, about), touchedCauses, (cause) => w.done(cause.title));
  const leave = useChange((id: string) => letGo(id, about), touchedCauses, causeWords.page.letGone);
  const create = useChange(async () => {
    const cause = await api.post<CauseRow>("/causes", { body: { title: text.trim() } });
    return gather(cause.id, about);
  }, touchedCauses, (cause) => w.done(cause.title));
  const choices = found.filter((one) => !has.some((other) => other.id === one.id));
  const busy = take.isPending || create.isPending;

  return (
    <Dialog open onClose={onClose} title={w.title} lead={w.lead} width={480}>
      {has.length > 0 && (
        <div>
          <h3 className={styles.title}>{w.has}</h3>
          <ul className={styles.list}>{has.map((one) => (
            <li key={one.id} className={styles.has}><Waypoints aria-hidden /><span>{one.title}</span>
              <button type="button" className={styles.letGo} aria-label={w.letGo(one.title)} disabled={leave.isPending} onClick={() => leave.mutate(one.id)}>{causeWords.page.letGo}</button></li>
          ))}</ul>
        </div>
      )}
      <TextInput label={w.find} value={text} onChange={(event) => setText(event.currentTarget.value)} maxLength={160} data-autofocus />
      {choices.length === 0 && !text.trim() && has.length === 0 && <p className={styles.none}>{w.none}</p>}
      <ul className={styles.list}>
        {choices.map((one) => (
          <li key={one.id}><button type="button" className={styles.choice} disabled={busy} onClick={() => take.mutate(one.id, { onSuccess: onClose })}>
            <span>{one.title}</span><small>{causeWords.states[one.state]} · {causeWords.people(one.people)}</small>
          </button></li>
        ))}
        {text.trim() && <li><button type="button" className={styles.choice} disabled={busy} onClick={() => create.mutate(undefined, { onSuccess: onClose })}><span><Plus aria-hidden />{w.create(text.trim())}</span></button></li>}
      </ul>
    </Dialog>
  );
}
