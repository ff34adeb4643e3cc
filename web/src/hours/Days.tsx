import { Plus, X } from "lucide-react";
import { useState } from "react";
import type { CalendarDay } from "../api/types";
import { Button, IconButton } from "../ui/Button";
import { Switch } from "../ui/fields";
import { dateOf } from "../ui/times";
import { hoursWords as w } from "../words/hoursWords";
import styles from "./hours.module.css";

const shown = 12;

/** Days that are not as their weekday is. */
export function Days({ days, onChange }: { days: CalendarDay[]; onChange: (days: CalendarDay[]) => void }) {
  const [all, setAll] = useState(false);
  const change = (at: number, patch: Partial<CalendarDay>) => onChange(days.map((day, index) => (index === at ? { ...day, ...patch } : day)));
  const listed = all ? days : days.slice(0, shown);
  return (
    <div className={styles.days}>
      {listed.map((day, at) => <Day key={at} day={day} onChange={(patch) => change(at, patch)} onRemove={() => onChange(days.filter((_, other) => other !== at))} />)}
      <div className={styles.acts}>
        <Button small icon={<Plus />} onClick={() => { setAll(true); onChange([...days, { date: freeDate(days), name: "", openings: null, everyYear: false }]); }}>{w.addDay}</Button>
        {listed.length < days.length && <Button small look="plain" onClick={() => setAll(true)}>{w.more(days.length - listed.length)}</Button>}
      </div>
    </div>
  );
}

function Day({ day, onChange, onRemove }: { day: CalendarDay; onChange: (patch: Partial<CalendarDay>) => void; onRemove: () => void }) {
  const span = day.openings?.[0];
  const said = day.name || dateOf(`${day.date}T12:00:00`);
  return (
    <div className={styles.dayOf} role="group" aria-label={said}>
      <input type="date" aria-label={w.date} value={day.date} onChange={(event) => event.currentTarget.value && onChange({ date: event.currentTarget.value })} required />
      <input className={styles.named} aria-label={w.dayName} placeholder={w.dayName} value={day.name} maxLength={80} onChange={(event) => onChange({ name: event.currentTarget.value })} />
      <IconButton label={w.removeDay(said)} onClick={onRemove}><X /></IconButton>
      <span className={styles.break} />
      <Switch label={w.yearly} checked={day.everyYear} onChange={(event) => onChange({ everyYear: event.currentTarget.checked })} />
      <Switch label={span ? w.open : w.closed} checked={span !== undefined} onChange={(event) => onChange({ openings: event.currentTarget.checked ? [{ from: "09:00", to: "12:00" }] : null })} />
      {day.openings?.map((one, at) => {
        const set = (patch: Partial<typeof one>) => onChange({ openings: day.openings!.map((other, index) => (index === at ? { ...other, ...patch } : other)) });
        return (
          <span key={at} className={styles.span}>
            <input type="time" aria-label={w.from(said)} value={one.from.slice(0, 5)} onChange={(event) => set({ from: event.currentTarget.value })} required />
            {w.until}
            <input type="time" aria-label={w.to(said)} value={one.to.slice(0, 5)} onChange={(event) => set({ to: event.currentTarget.value })} required />
          </span>
        );
      })}
    </div>
  );
}

/** Tomorrow, or the first day after it that is not in the list yet. */
function freeDate(days: CalendarDay[]): string {
  const taken = new Set(days.map((day) => day.date));
  for (let ahead = 1; ; ahead++) {
    const date = new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
    if (!taken.has(date)) return date;
  }
}
