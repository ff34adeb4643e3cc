import { useQuery } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import { useRef, useState } from "react";
import { api } from "../api/api";
import type { ImportOutcome, ImportPreview, Page, PeopleImport } from "../api/types";
import { Button } from "../ui/Button";
import { Callout } from "../ui/Callout";
import { Select } from "../ui/fields";
import form from "../ui/form.module.css";
import { Rows, Section, SettingsPiece, SettingsRow } from "../ui/SettingsPiece";
import { shortTime } from "../ui/times";
import { useChange } from "../ui/useChange";
import { settingsWords } from "../words/settingsWords";
import { words } from "../words/words";
import styles from "./import.module.css";
import { useFields } from "./useFields";

const w = settingsWords.import;
const touched = ["people", "person", "imports", "organisations"];

export function ImportPage() {
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [outcome, setOutcome] = useState<ImportOutcome | null>(null);
  const read = useChange((file: File) => api.post<ImportPreview>("/people/imports", { body: new Blob([file], { type: "text/csv" }) }), ["imports"]);
  const undo = useChange((id: string) => api.delete(`/people/imports/${id}`), touched, w.undone);
  const restart = () => { setPreview(null); setOutcome(null); };

  return (
    <SettingsPiece title={w.title} lead={w.lead}>
      {!preview && <Choose busy={read.isPending} onFile={(file) => read.mutate(file, { onSuccess: setPreview })} />}
      {preview && !outcome && <Mapping preview={preview} onDone={setOutcome} onBack={restart} />}
      {preview && outcome && (
        <div className={form.form}>
          <Callout tone="good">{w.done(outcome.made, outcome.matched, outcome.skipped)}</Callout>
          <Problems problems={outcome.problems} />
          <div className={form.acts}>
            <Button busy={undo.isPending} onClick={() => undo.mutate(preview.id, { onSuccess: restart })}>{w.undo}</Button>
            <Button look="plain" onClick={restart}>{w.another}</Button>
          </div>
        </div>
      )}
      <Earlier onUndo={(id) => undo.mutate(id)} />
    </SettingsPiece>
  );
}

function Choose({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.drop} onDragOver={(event) => event.preventDefault()} onDrop={(event) => { event.preventDefault(); const file = event.dataTransfer.files[0]; if (file) onFile(file); }}>
      <Button look="primary" icon={<Upload />} busy={busy} onClick={() => input.current?.click()}>{busy ? w.reading : w.choose}</Button>
      <span>{w.drop}</span>
      <input ref={input} type="file" accept=".csv,text/csv" hidden aria-hidden tabIndex={-1} onChange={(event) => { const file = event.currentTarget.files?.[0]; if (file) onFile(file); event.currentTarget.value = ""; }} />
    </div>
  );
}

function Mapping({ preview, onDone, onBack }: { preview: ImportPreview; onDone: (outcome: ImportOutcome) => void; onBack: () => void }) {
  const [mapping, setMapping] = useState<Record<string, string | null>>(() => Object.fromEntries(preview.columns.map((column) => [column.name, column.suggested || null])));
  const fields = useFields();
  const targets = [...Object.entries(w.targets).map(([value, label]) => ({ value, label })), ...fields.map((field) => ({ value: `field:${field.key}`, label: field.label }))];
  const chosen = Object.fromEntries(Object.entries(mapping).filter(([, target]) => target));
  const run = useChange(() => api.put<ImportOutcome>(`/people/imports/${preview.id}`, { body: { mapping: chosen } }), touched);

  return (
    <div className={form.form}>
      <Problems problems={preview.problems} />
      <div className={styles.scroll} role="region" aria-label={w.first} tabIndex={0}>
        <table className={styles.table}>
          <caption className="unseen">{w.columns}</caption>
          <thead><tr>{preview.columns.map((column) => (
            <th key={column.name} scope="col">
              <span>{column.name}</span>
              <Select aria-label={`${column.name} ${w.becomes}`} size="xs" data={targets} value={mapping[column.name] ?? null} placeholder={w.ignore} clearable onChange={(target) => setMapping((old) => ({ ...old, [column.name]: target }))} />
            </th>
          ))}</tr></thead>
          <tbody>{preview.rows.slice(0, 8).map((row, at) => <tr key={at}>{row.map((cell, column) => <td key={column} data-off={!mapping[preview.columns[column]?.name ?? ""] || undefined}>{cell}</td>)}</tr>)}</tbody>
        </table>
      </div>
      <div className={form.acts}>
        <Button look="primary" busy={run.isPending} disabled={Object.keys(chosen).length === 0} onClick={() => run.mutate(undefined, { onSuccess: onDone })}>{w.do(preview.total)}</Button>
        <Button look="plain" onClick={onBack}>{words.cancel}</Button>
      </div>
    </div>
  );
}

function Problems({ problems }: { problems: ImportPreview["problems"] }) {
  if (problems.length === 0) return null;
  return (
    <Callout tone="warm">
      <b>{w.problems(problems.length)}</b>
      <ul>{problems.slice(0, 8).map((problem, at) => <li key={at}>{w.row(problem.row)}: {problem.words}</li>)}</ul>
    </Callout>
  );
}

function Earlier({ onUndo }: { onUndo: (id: string) => void }) {
  const imports = useQuery({ queryKey: ["imports"], queryFn: () => api.get<Page<PeopleImport>>("/people/imports"), select: (page) => page.items.filter((one) => one.doneAt && !one.undoneAt) }).data ?? [];
  if (imports.length === 0) return null;
  return (
    <div style={{ marginBlockStart: 28 }}>
      <Section title={w.earlier}>
        <Rows>{imports.map((one) => <SettingsRow key={one.id} title={shortTime(one.at)} about={w.done(one.made, one.matched, one.skipped)} acts={<Button small onClick={() => onUndo(one.id)}>{w.undo}</Button>} />)}</Rows>
      </Section>
    </div>
  );
}
