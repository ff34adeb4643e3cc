import { useState } from "react";
import { hoursWords as w } from "../words/hoursWords";
import styles from "./hours.module.css";

type Unit = "minutes" | "hours";

/** How long, as one says it: whole hours as hours, all else as minutes. Empty where it may be left open. */
export function Duration({ label, minutes, onChange, empty }: { label: string; minutes: number | null; onChange: (minutes: number | null) => void; empty?: string }) {
  const [unit, setUnit] = useState<Unit>(minutes === null || minutes % 60 === 0 ? "hours" : "minutes");
  const size = unit === "hours" ? 60 : 1;
  const said = minutes === null ? "" : String(Math.round((minutes / size) * 100) / 100);
  const say = (text: string, by = size) => {
    const number = Number(text);
    if (text === "" && empty !== undefined) onChange(null);
    else if (number > 0) onChange(Math.max(1, Math.round(number * by)));
  };
  return (
    <span className={styles.duration}>
      <input type="number" min={unit === "hours" ? 0.25 : 1} step="any" inputMode="decimal" aria-label={w.amount(label)} placeholder={empty} value={said} onChange={(event) => say(event.currentTarget.value)} required={empty === undefined} data-empty={minutes === null || undefined} />
      {minutes !== null && (
        <select aria-label={w.unitOf(label)} value={unit} onChange={(event) => { const next = event.currentTarget.value as Unit; setUnit(next); say(said, next === "hours" ? 60 : 1); }}>
          <option value="minutes">{w.unit.minutes}</option>
          <option value="hours">{w.unit.hours}</option>
        </select>
      )}
    </span>
  );
}
