import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/api";
import type { Erasure } from "../api/types";
import { Asked } from "../ui/Asked";
import { Button } from "../ui/Button";
import { Callout } from "../ui/Callout";
import { Dialog } from "../ui/Dialog";
import { Switch } from "../ui/fields";
import { useChange } from "../ui/useChange";
import { recordWords } from "../words/recordWords";
import styles from "./record.module.css";
import { takeFile } from "./takeFile";

const w = recordWords.theirs;

export function ExportDialog({ personId, onClose }: { personId: string; onClose: () => void }) {
  const take = useChange(() => takeFile(personId), ["record"]);
  return (
    <Dialog open onClose={onClose} title={w.export} acts={<Button look="primary" busy={take.isPending} onClick={() => take.mutate(undefined, { onSuccess: onClose })}>{w.take}</Button>}>
      <p>{w.exportWords}</p>
    </Dialog>
  );
}

export function EraseDialog({ personId, onClose }: { personId: string; onClose: () => void }) {
  const [sure, setSure] = useState(false);
  const erasure = useQuery({ queryKey: ["person", personId, "erasure"], queryFn: ({ signal }) => api.get<Erasure>(`/people/${personId}/erasure`, { signal }), staleTime: 0 });
  const erase = useChange(() => api.put(`/people/${personId}/erasure`), ["person", "people", "timeline", "cases", "case"], w.done);
  const open = erasure.data?.openCases ?? [];
  return (
    <Dialog open onClose={onClose} title={w.eraseTitle} acts={<Button look="danger" disabled={!sure || !erasure.data || open.length > 0} busy={erase.isPending} onClick={() => erase.mutate(undefined, { onSuccess: onClose })}>{w.act}</Button>}>
      <p>{w.eraseWords}</p>
      <Asked query={erasure}>{(row) => (
        <>
          {open.length > 0 && <Callout tone="warm">{w.open(open.map(w.case).join(", "))}</Callout>}
          <h3 className={styles.part}>{w.goes}</h3>
          <ul className={styles.parts}>{row.goes.map((part) => <li key={part.what}><b>{part.count}</b>{part.what}</li>)}</ul>
          <h3 className={styles.part}>{w.stays}</h3>
          <ul className={styles.stays}>{row.stays.map((part) => <li key={part.what}><b>{part.what}.</b> {part.why}</li>)}</ul>
        </>
      )}</Asked>
      <Switch label={w.sure} checked={sure} onChange={(event) => setSure(event.currentTarget.checked)} />
    </Dialog>
  );
}
