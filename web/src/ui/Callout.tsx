import type { ReactNode } from "react";
import { classes } from "./classes";
import styles from "./callout.module.css";

export function Callout({ tone, icon, children, act }: { tone: "calm" | "good" | "warm" | "hot" | "public"; icon?: ReactNode; children: ReactNode; act?: ReactNode }) {
  return (
    <div className={classes(styles.callout, styles[tone])} role={tone === "hot" ? "alert" : undefined}>
      {icon}
      <div className={styles.words}>{children}</div>
      {act}
    </div>
  );
}

/** A text button inside a sentence: underlined, in the sentence's colour. */
export function InlineAct({ children, onClick }: { children: ReactNode; onClick: () => void }) {
  return <button type="button" className={styles.act} onClick={onClick}>{children}</button>;
}
