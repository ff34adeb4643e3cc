import { useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { useState } from "react";
import { api } from "../api/api";
import type { ChannelDeclaration, Page, Target } from "../api/types";
import { channelName } from "../connections/ChannelMark";
import { useCalendars } from "../departments/useCalendars";
import { useDepartments } from "../departments/useDepartments";
import { Asked } from "../ui/Asked";
import { Button, IconButton } from "../ui/Button";
import form from "../ui/form.module.css";
import { useChange } from "../ui/useChange";
import { hoursWords as w } from "../words/hoursWords";
import { words } from "../words/words";
import { Duration } from "./Duration";
import styles from "./hours.module.css";

/** Lines that read as sentences: in this department, on that channel, so soon. */
export function Targets() {
  const targets = useQuery({ queryKey: ["targets"], queryFn: () => api.get<Page<Target>>("/targets"), select: (page) => page.items });
  return <Asked query={targets}>{(lines) => <Lines kept={lines} />}</Asked>;
}

function Lines({ kept }: { kept: Target[] }) {
  const [lines, setLines] = useState(kept);
  const departments = useDepartments();
  const save = useChange(() => api.put("/targets", { body: { items: lines } }), ["targets"], w.fresh);
  const change = (at: number, patch: Partial<Target>) => setLines(lines.map((line, index) => (index === at ? { ...line, ...patch } : line)));
  const fresh = (): Target => ({ departmentId: departments[0]?.id ?? null, channel: null, calendarId: null, firstAnswerMinutes: 60, nextAnswerMinutes: null, solutionMinutes: null, askMinutes: null });
  return (
    <form className={form.form} onSubmit={(event) => { event.preventDefault(); save.mutate(); }}>
      {lines.length > 0 && <ul className={styles.lines}>{lines.map((line, at) => <Line key={at} line={line} onChange={(patch) => change(at, patch)} onRemove={() => setLines(lines.filter((_, other) => other !== at))} />)}</ul>}
      <div className={form.acts}>
        <Button icon={<Plus />} onClick={() => setLines([...lines, fresh()])}>{w.addLine}</Button>
        {(lines.length > 0 || kept.length > 0) && <Button look="primary" type="submit" busy={save.isPending}>{words.save}</Button>}
      </div>
    </form>
  );
}

function Line({ line, onChange, onRemove }: { line: Target; onChange: (patch: Partial<Target>) => void; onRemove: () => void }) {
  const [departments, calendars] = [useDepartments(), useCalendars()];
  const channels = useQuery({ queryKey: ["channels"], queryFn: () => api.get<Page<ChannelDeclaration>>("/channels"), select: (page) => page.items, staleTime: Infinity }).data ?? [];
  return (
    <li className={styles.line}>
      <p className={styles.sentence}>
        {w.inDepartment} <Choice label={w.anyDepartment} value={line.departmentId} onChange={(departmentId) => onChange({ departmentId })} choices={departments.map((one) => [one.id, one.name])} />
        {" "}{w.onChannel} <Choice label={w.anyChannel} value={line.channel} onChange={(channel) => onChange({ channel })} choices={channels.map((one) => [one.id, channelName(one.id)])} />
        <IconButton label={w.removeLine} onClick={onRemove}><X /></IconButton>
      </p>
      <div className={styles.times}>
        <label>{w.first} <Duration label={w.first} minutes={line.firstAnswerMinutes} onChange={(firstAnswerMinutes) => onChange({ firstAnswerMinutes })} empty={w.asHouse} /></label>
        <label>{w.following} <Duration label={w.following} minutes={line.nextAnswerMinutes} onChange={(nextAnswerMinutes) => onChange({ nextAnswerMinutes })} empty={w.asHouse} /></label>
        <label>{w.solution} <Duration label={w.solution} minutes={line.solutionMinutes} onChange={(solutionMinutes) => onChange({ solutionMinutes })} empty={w.asHouse} /></label>
        <label>{w.asks} <Duration label={w.asks} minutes={line.askMinutes} onChange={(askMinutes) => onChange({ askMinutes })} empty={w.asHouse} /></label>
        <label>{w.counted} <Choice label={w.own} value={line.calendarId} onChange={(calendarId) => onChange({ calendarId })} choices={calendars.map((one) => [one.id, one.name])} /></label>
      </div>
    </li>
  );
}

/** A word of the sentence that can be another one; the empty one is said by its label. */
function Choice({ label, value, onChange, choices }: { label: string; value: string | null; onChange: (value: string | null) => void; choices: (readonly [string, string])[] }) {
  return (
    <select className={styles.choice} aria-label={label} value={value ?? ""} onChange={(event) => onChange(event.currentTarget.value || null)}>
      <option value="">{label}</option>
      {choices.map(([id, name]) => <option key={id} value={id}>{name}</option>)}
    </select>
  );
}
