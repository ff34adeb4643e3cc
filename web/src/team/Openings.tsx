import { Plus, X } from "lucide-react";
import type { Opening } from "../api/types";
import { IconButton } from "../ui/Button";
import { settingsWords } from "../words/settingsWords";
import styles from "./openings.module.css";

const w = settingsWords.workspace;

/** The week, with its times. */
export function Openings({ openings, onChange }: { openings: Opening[]; onChange: (openings: Opening[]) => void }) {
  const change = (at: number, patch: Partial<Opening>) => onChange(openings.map((opening, index) => (index === at ? { ...opening, ...patch } : opening)));
  return (
    <div className={styles.week}>
      {w.days.map((name, index) => {
        const mine = openings.map((opening, at) => ({ opening, at })).filter(({ opening }) => opening.day === index + 1);
        return (
          <div key={name} className={styles.day} role="group" aria-label={name}>
            <span className={styles.name}>{name}</span>
            <div className={styles.times}>
              {mine.length === 0 && <span className={styles.closed}>{w.closed}</span>}
              {mine.map(({ opening, at }) => (
                <span key={at} className={styles.span}>
                  <input type="time" aria-label={w.from(name)} value={opening.from} onChange={(event) => change(at, { from: event.currentTarget.value })} required />
                  {w.until}
                  <input type="time" aria-label={w.to(name)} value={opening.to} onChange={(event) => change(at, { to: event.currentTarget.value })} required />
                  <IconButton label={w.removeTimes(name)} onClick={() => onChange(openings.filter((_, other) => other !== at))}><X /></IconButton>
                </span>
              ))}
            </div>
            <IconButton label={w.addTimesFor(name)} onClick={() => onChange([...openings, mine.length ? { day: index + 1, from: "13:00", to: "17:00" } : { day: index + 1, from: "08:00", to: "17:00" }])}><Plus /></IconButton>
          </div>
        );
      })}
    </div>
  );
}
