import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/api";
import type { Workspace } from "../api/types";
import { Asked } from "../ui/Asked";
import { Button } from "../ui/Button";
import { Select, Switch, TextInput } from "../ui/fields";
import form from "../ui/form.module.css";
import { languages } from "../ui/languages";
import { Section, SettingsPiece } from "../ui/SettingsPiece";
import { timeZones } from "../ui/timeZones";
import { useChange } from "../ui/useChange";
import { policyWords } from "../words/policyWords";
import { settingsWords } from "../words/settingsWords";
import { words } from "../words/words";
import styles from "./openings.module.css";

const w = settingsWords.workspace;
const q = policyWords.quiet;

export function WorkspacePage() {
  const workspace = useQuery({ queryKey: ["workspace"], queryFn: () => api.get<Workspace>("/workspace") });
  return <SettingsPiece title={w.title} lead={w.lead}><Asked query={workspace}>{(data) => <WorkspaceForm key={data.id} workspace={data} />}</Asked></SettingsPiece>;
}

function WorkspaceForm({ workspace }: { workspace: Workspace }) {
  const [now, setNow] = useState(workspace);
  const set = (patch: Partial<Workspace>) => setNow((old) => ({ ...old, ...patch }));
  const save = useChange(() => api.patch("/workspace", { body: changes(now) }), ["workspace", "me", "calendars"], words.saved);
  const number = (key: "undoSeconds" | "rawDays", label: string, max: number) => (
    <TextInput label={label} type="number" min={0} max={max} value={now[key]} onChange={(event) => set({ [key]: Number(event.currentTarget.value) })} />
  );

  return (
    <form className={form.form} onSubmit={(event) => { event.preventDefault(); save.mutate(); }}>
      <div className={form.two}>
        <TextInput label={w.name} value={now.name} onChange={(event) => set({ name: event.currentTarget.value })} required />
        <Select label={w.language} data={languages()} value={now.language} onChange={(language) => language && set({ language })} searchable />
        <Select label={w.timeZone} data={timeZones()} value={now.timeZone} onChange={(timeZone) => timeZone && set({ timeZone })} searchable />
      </div>
      <Section title={w.sending}>
        <div className={form.two}>{number("undoSeconds", w.undo, 120)}{number("rawDays", w.raw, 3650)}</div>
      </Section>
      <Section title={q.title} lead={q.lead}><Quiet hours={now.quietHours} onChange={(quietHours) => set({ quietHours })} /></Section>
      <div className={form.acts}><Button look="primary" type="submit" busy={save.isPending}>{words.save}</Button></div>
    </form>
  );
}

/** Both ends alike mean none: left out it would stay as it is. */
function changes({ name, language, timeZone, undoSeconds, rawDays, quietHours }: Workspace) {
  return { name, language, timeZone, undoSeconds, rawDays, quietHours: quietHours ?? { from: "00:00", to: "00:00" } };
}

function Quiet({ hours, onChange }: { hours: Workspace["quietHours"]; onChange: (hours: Workspace["quietHours"]) => void }) {
  const kept = hours ?? { from: "20:00", to: "08:00" };
  return (
    <div className={styles.times}>
      <Switch label={q.on} checked={hours !== null} onChange={(event) => onChange(event.currentTarget.checked ? kept : null)} />
      {hours && <span className={styles.span}>
        <input type="time" aria-label={q.from} value={hours.from.slice(0, 5)} onChange={(event) => onChange({ ...hours, from: event.currentTarget.value })} required />
        {q.until}
        <input type="time" aria-label={q.to} value={hours.to.slice(0, 5)} onChange={(event) => onChange({ ...hours, to: event.currentTarget.value })} required />
      </span>}
    </div>
  );
}
