import { Hourglass } from "lucide-react";
import { useState } from "react";
import type { RetentionKind, RetentionRule } from "../api/types";
import { maySetUp, useMe } from "../team/useMe";
import { Asked } from "../ui/Asked";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Empty } from "../ui/Empty";
import { Select } from "../ui/fields";
import { Rows, SettingsPiece, SettingsRow } from "../ui/SettingsPiece";
import { fullTime } from "../ui/times";
import { useChange } from "../ui/useChange";
import { retentionWords as w } from "../words/retentionWords";
import { words } from "../words/words";
import styles from "./record.module.css";
import { keepRetention, type Kept, previewRetention, useRetention } from "./useRetention";

const kinds = Object.keys(w.kinds) as RetentionKind[];
const spans = [30, 90, 180, 365, 730, 1095, 1825, 3650];

/** How long what is kept, one sentence for each kind; before anything goes it is read how much that is. */
export function RetentionPage() {
  const isAdmin = maySetUp(useMe().teammate.role);
  const rules = useRetention();
  if (!isAdmin) return <Empty icon={<Hourglass />} title={w.only.title}>{w.only.words}</Empty>;
  return (
    <SettingsPiece title={w.title} lead={w.lead}>
      <Asked query={rules}>{(list) => <Form key={list.map((rule) => `${rule.kind} ${rule.days}`).join()} rules={list} />}</Asked>
    </SettingsPiece>
  );
}

function Form({ rules }: { rules: readonly RetentionRule[] }) {
  const [kept, setKept] = useState<Kept>(() => Object.fromEntries(rules.map((rule) => [rule.kind, rule.days])));
  const [asking, setAsking] = useState(false);
  const preview = useChange(() => previewRetention(kept), []);
  const isChanged = kinds.some((kind) => kept[kind] !== rules.find((rule) => rule.kind === kind)?.days);
  return <>
    <Rows>{kinds.map((kind) => {
      const rule = rules.find((one) => one.kind === kind);
      return (
        <SettingsRow key={kind} title={w.kinds[kind].name}
          about={<>{w.kinds[kind].about}{rule && <p className={styles.looked}>{rule.lookedAt ? w.looked(Number(rule.gone), fullTime(rule.lookedAt)) : w.notLooked}</p>}</>}
          acts={<Span label={w.kinds[kind].name} days={kept[kind]} onChange={(days) => setKept({ ...kept, [kind]: days })} />} />
      );
    })}</Rows>
    <div className={styles.older}><Button look="primary" disabled={!isChanged} busy={preview.isPending} onClick={() => preview.mutate(undefined, { onSuccess: () => setAsking(true) })}>{w.change}</Button></div>
    {asking && preview.data && <Certain kept={kept} lines={preview.data.items.map((one) => w.would(one.count, w.kinds[one.kind].name, w.days(one.days)))} onClose={() => setAsking(false)} />}
  </>;
}

function Span({ label, days, onChange }: { label: string; days: number | undefined; onChange: (days: number | undefined) => void }) {
  const all = [...new Set([...spans, ...(days ? [days] : [])])].sort((one, two) => one - two);
  return <Select aria-label={label} allowDeselect={false} value={String(days ?? 0)} onChange={(value) => onChange(Number(value) || undefined)}
    data={[{ value: "0", label: w.forGood }, ...all.map((one) => ({ value: String(one), label: w.days(one) }))]} />;
}

/** It does not come back: how much goes is read before it is said. */
function Certain({ kept, lines, onClose }: { kept: Kept; lines: string[]; onClose: () => void }) {
  const keep = useChange(() => keepRetention(kept), ["retention"], words.saved);
  return (
    <Dialog open onClose={onClose} title={w.sure} width={460} acts={<><Button onClick={onClose}>{words.cancel}</Button>
      <Button look={lines.length ? "danger" : "primary"} busy={keep.isPending} onClick={() => keep.mutate(undefined, { onSuccess: onClose })}>{lines.length ? w.act : words.save}</Button></>}>
      {lines.length ? <ul className={styles.goes}>{lines.map((line) => <li key={line}>{line}</li>)}</ul> : <p>{w.nothing}</p>}
    </Dialog>
  );
}
