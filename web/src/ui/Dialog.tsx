import "./modal.css";
import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import styles from "./dialog.module.css";

export interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  acts?: ReactNode;
  width?: number;
}

export function Dialog({ open, onClose, title, lead, children, acts, width = 480 }: DialogProps) {
  return (
    <Modal opened={open} onClose={onClose} title={title} size={width} padding={0}
      classNames={{ header: styles.header, title: styles.title, body: styles.body, content: styles.content, close: styles.close }}>
      {lead && <p className={styles.lead}>{lead}</p>}
      <div className={styles.main}>{children}</div>
      {acts && <div className={styles.acts}>{acts}</div>}
    </Modal>
  );
}
