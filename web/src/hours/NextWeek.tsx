import type { Calendar } from "../api/types";
import { dayName, timeOfDay } from "../ui/times";
import { hoursWords as w } from "../words/hoursWords";
import styles from "./hours.module.css";

/** What the calendar comes to: the week ahead, day by day. */
export function NextWeek({ spans }: { spans: Calendar["next"] }) {
  const days = new Map<string, string[]>();
  for (const span of spans) {
    const day = dayName(span.from);
    days.set(day, [...(days.get(day) ?? []), `${timeOfDay(span.from)} – ${timeOfDay(span.to)}`]);
  }
  if (days.size === 0) return <p className={styles.quiet}>{w.none}</p>;
  return (
    <dl className={styles.next}>
      {[...days].map(([day, times]) => <div key={day}><dt>{day}</dt><dd>{times.join(", ")}</dd></div>)}
    </dl>
  );
}
