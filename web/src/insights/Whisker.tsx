import styles from "./insights.module.css";

interface WhiskerProps { from: number; at: number; to: number; everybody: number; longest: number; label: string }

/** A median with its certainty, on a line from a minute to a month that grows by doubling; the thin mark is everybody. Minutes. */
export function Whisker({ from, at, to, everybody, longest, label }: WhiskerProps) {
  const place = (minutes: number) => (Math.log2(1 + minutes) / Math.log2(1 + longest)) * 100;
  return (
    <svg className={styles.whisker} viewBox="0 0 100 12" preserveAspectRatio="none" role="img" aria-label={label}>
      <line className={styles.axis} x1="0" x2="100" y1="6" y2="6" />
      <line className={styles.all} x1={place(everybody)} x2={place(everybody)} y1="0" y2="12" />
      <line className={styles.sure} x1={place(from)} x2={Math.max(place(to), place(from) + 1)} y1="6" y2="6" />
      <line className={styles.middle} x1={place(at)} x2={place(at)} y1="2" y2="10" />
    </svg>
  );
}
