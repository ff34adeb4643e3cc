import type { ReactNode } from "react";
import styles from "./listHeader.module.css";

export function ListHeader({ title, about, children }: { title: string; about?: string; children?: ReactNode }) {
  return (
    <header className={styles.bar}>
      <h2 className={styles.title}>{title}</h2>
      {about && <span className={styles.about}>{about}</span>}
      {children && <span className={styles.acts}>{children}</span>}
    </header>
  );
}
