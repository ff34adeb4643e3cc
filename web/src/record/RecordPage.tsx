import { useQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import { useState } from "react";
import { maySetUp, useMe, useTeammates } from "../team/useMe";
import { Asked } from "../ui/Asked";
import { Button } from "../ui/Button";
import { Callout } from "../ui/Callout";
import { Empty } from "../ui/Empty";
import { Select, TextInput } from "../ui/fields";
import { Segments } from "../ui/Segments";
import { SettingsPiece } from "../ui/SettingsPiece";
import { useDebounced } from "../ui/useDebounced";
import { fullTime } from "../ui/times";
import { useChange } from "../ui/useChange";
import { recordWords as w } from "../words/recordWords";
import { EntryLine } from "./EntryLine";
import styles from "./record.module.css";
import { chainQuery, checkRecord, tableAddress, useRecord, type RecordSieve } from "./useRecord";

export function RecordPage() {
  if (!maySetUp(useMe().teammate.role)) return <Empty icon={<ScrollText />} title={w.only.title}>{w.only.words}</Empty>;
  return <Record />;
}

function Record() {
  const [sieve, setSieve] = useState<RecordSieve>({});
  const asked = useDebounced(sieve, 200);
  const { query, rows } = useRecord(asked);
  return (
    <SettingsPiece title={w.title} lead={w.lead} act={<a className={styles.table} href={tableAddress(asked)} download="record.csv">{w.table}</a>}>
      <Chain />
      <Sieve sieve={sieve} onChange={(change) => setSieve({ ...sieve, ...change })} />
      <Asked query={query}>{() => rows.length === 0 ? <Empty icon={<ScrollText />} title={w.none.title}>{w.none.words}</Empty> : <ol className={styles.entries}>{rows.map((row) => <EntryLine key={row.id} row={row} />)}</ol>}</Asked>
      {query.hasNextPage && <div className={styles.older}><Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{w.older}</Button></div>}
    </SettingsPiece>
  );
}

/** Whether anybody changed what stands here, and when that was last looked at. */
function Chain() {
  const chain = useQuery(chainQuery);
  const check = useChange(checkRecord, ["record"]);
  return (
    <Asked query={chain}>{(row) => {
      const about = [row.checkedAt && w.checked(fullTime(row.checkedAt)), row.anchoredAt && w.anchored(fullTime(row.anchoredAt)), row.outside && (row.outside.acceptedAt ? w.outside(fullTime(row.outside.acceptedAt)) : w.neverOutside)].filter(Boolean).join(" ");
      return (
        <Callout tone={row.isWhole === false || row.outside?.problem ? "hot" : row.isWhole ? "good" : "calm"} act={<Button small busy={check.isPending} onClick={() => check.mutate()}>{w.check}</Button>}>
          <b>{row.isWhole === null ? w.notChecked : row.isWhole ? w.whole(Number(row.checkedEntries).toLocaleString()) : w.notWhole}</b>
          {row.wrong.length > 0 && <ul className={styles.wrong}>{row.wrong.map((one, at) => <li key={at}>{one.seq !== null && `${w.at(one.seq)}: `}{one.what}{one.at && ` (${fullTime(one.at)})`}</li>)}{row.moreWrong > 0 && <li>{w.more(row.moreWrong)}</li>}</ul>}
          {about && <p>{about}</p>}
          {row.outside?.problem && <p><b>{w.notOutside(row.outside.problem, fullTime(row.outside.problemSince!))}</b></p>}
        </Callout>
      );
    }}</Asked>
  );
}

function Sieve({ sieve, onChange }: { sieve: RecordSieve; onChange: (change: RecordSieve) => void }) {
  const team = useTeammates().map((one) => ({ value: one.id, label: one.name }));
  const nouns = Object.entries(w.nouns).map(([value, label]) => ({ value, label }));
  return (
    <div className={styles.sieve} role="search">
      <Segments label={w.kinds} value={sieve.kind ?? "all"} onChange={(kind) => onChange({ kind: kind === "all" ? undefined : kind })} options={(["all", "change", "read"] as const).map((value) => ({ value, label: w.kind[value] }))} />
      <Select aria-label={w.who} placeholder={w.everybody} data={team} value={sieve.who ?? null} onChange={(who) => onChange({ who: who ?? undefined })} clearable searchable />
      <Select aria-label={w.what} placeholder={w.anything} data={nouns} value={sieve.what ?? null} onChange={(what) => onChange({ what: what ?? undefined })} clearable />
      <TextInput aria-label={w.case} placeholder={w.case} inputMode="numeric" value={sieve.case ?? ""} onChange={(event) => onChange({ case: Number(event.currentTarget.value.replace(/\D/g, "")) || undefined })} />
      <TextInput type="date" aria-label={w.from} value={sieve.from?.slice(0, 10) ?? ""} onChange={(event) => onChange({ from: dayOf(event.currentTarget.value, "T00:00:00Z") })} />
      <TextInput type="date" aria-label={w.to} value={sieve.to?.slice(0, 10) ?? ""} onChange={(event) => onChange({ to: dayOf(event.currentTarget.value, "T23:59:59Z") })} />
      {Object.values(sieve).some((value) => value !== undefined) && <Button small look="plain" onClick={() => onChange({ who: undefined, what: undefined, case: undefined, from: undefined, to: undefined, kind: undefined })}>{w.clear}</Button>}
    </div>
  );
}

const dayOf = (day: string, time: string): string | undefined => (day ? day + time : undefined);
