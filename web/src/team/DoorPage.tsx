import type { ReactNode } from "react";
import { Mark } from "../ui/Mark";
import styles from "./door.module.css";

/** The quiet page before one is inside: sign-in, first run, invitation. */
export function DoorPage({ title, lead, children, foot }: { title: string; lead?: string; children: ReactNode; foot?: ReactNode }) {
  return (
    <div className={styles.page}>
      <main className={styles.card}>
        <Mark size={34} />
        <h1 className={styles.title}>{title}</h1>
        {lead && <p className={styles.lead}>{lead}</p>}
        {children}
      </main>
      {foot && <footer className={styles.foot}>{foot}</footer>}
    </div>
  );
}
