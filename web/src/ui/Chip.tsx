import type { ButtonHTMLAttributes, ReactNode } from "react";
import { classes } from "./classes";
import styles from "./chip.module.css";

export function Chip({ on, colour, children, className, ...rest }: ButtonHTMLAttributes<HTMLButtonElement> & { on?: boolean; colour?: string; children: ReactNode }) {
  return (
    <button type="button" {...rest} className={classes(styles.chip, on && styles.on, className)}>
      {colour && <i className={styles.square} style={{ background: colour }} aria-hidden />}
      <span>{children}</span>
    </button>
  );
}

export type BadgeTone = "calm" | "good" | "warm" | "hot" | "public" | "note";

export function Badge({ tone = "calm", children, title }: { tone?: BadgeTone; children: ReactNode; title?: string }) {
  return <span className={classes(styles.badge, styles[tone])} title={title}>{children}</span>;
}
