import type { ReactNode } from "react";
import { Button } from "./Button";
import styles from "./empty.module.css";

export interface EmptyProps {
  title: string;
  children?: ReactNode;
  icon?: ReactNode;
  step?: ReactNode;
}

/** Says what will come here and offers the first step. */
export function Empty({ title, children, icon, step }: EmptyProps) {
  return (
    <div className={styles.empty}>
      {icon && <span className={styles.icon} aria-hidden>{icon}</span>}
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.words}>{children}</div>}
      {step && <div className={styles.step}>{step}</div>}
    </div>
  );
}

export interface FailedProps {
  title: string;
  words: string;
  again: string;
  onAgain: () => void;
}

export function Failed({ title, words, again, onAgain }: FailedProps) {
  return (
    <div className={styles.empty} role="alert">
      <p className={styles.title}>{title}</p>
      <div className={styles.words}>{words}</div>
      <div className={styles.step}><Button onClick={onAgain}>{again}</Button></div>
    </div>
  );
}
