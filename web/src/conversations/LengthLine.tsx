import type { Way } from "../api/types";
import { words } from "../words/words";
import styles from "./composer.module.css";
import type { Measure } from "./measure";

const w = words.composer;

/** How long it is in the surface's own unit, and what it costs where it costs something. */
export function LengthLine({ measure, way }: { measure: Measure; way: Way }) {
  const number = (value: number) => value.toLocaleString();
  if (measure.segments) {
    const { count, left } = measure.segments;
    if (count === 0) return null;
    const cost = way.cost ? w.price((count * way.cost.perSegment).toLocaleString(undefined, { style: "currency", currency: way.cost.currency })) : null;
    return <span className={styles.length} data-long={measure.tooLong || undefined}>{[w.segments(count), w.segmentLeft(left), cost].filter(Boolean).join(" · ")}</span>;
  }
  if (measure.used < measure.max * 0.8 && way.visibility !== "public") return null;
  return <span className={styles.length} data-long={measure.tooLong || undefined}>{w.of(number(measure.used), number(measure.max))}</span>;
}
