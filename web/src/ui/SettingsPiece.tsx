import type { ReactNode } from "react";
import styles from "./settingsPiece.module.css";

/** Settings read like sentences: what it is, why, and then the fields. */
export function SettingsPiece({ title, lead, act, children }: { title: string; lead?: ReactNode; act?: ReactNode; children: ReactNode }) {
  return (
    <>
      <header className={styles.head}>
        <div><h2 className={styles.title}>{title}</h2>{lead && <p className={styles.lead}>{lead}</p>}</div>
        {act}
      </header>
      {children}
    </>
  );
}

export function Section({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h3 className={styles.sectionTitle}>{title}</h3>
      {lead && <p className={styles.lead}>{lead}</p>}
      <div className={styles.body}>{children}</div>
    </section>
  );
}

export function Rows({ children }: { children: ReactNode }) {
  return <ul className={styles.rows}>{children}</ul>;
}

export function SettingsRow({ lead, title, about, acts, children }: { lead?: ReactNode; title: ReactNode; about?: ReactNode; acts?: ReactNode; children?: ReactNode }) {
  return (
    <li className={styles.row}>
      {lead}
      <div className={styles.words}><div className={styles.rowTitle}>{title}</div>{about && <div className={styles.about}>{about}</div>}{children}</div>
      {acts && <div className={styles.acts}>{acts}</div>}
    </li>
  );
}
