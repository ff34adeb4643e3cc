import type { Moment } from "../api/types";
import { MessageText } from "./MessageText";
import styles from "./templateWords.module.css";

/** A template as it is read at the other end: its header stands out, its footer stands back. */
export function TemplateWords({ moment }: { moment: Moment }) {
  const frame = moment.detail!.template as { header?: boolean; footer?: boolean };
  const lines = (moment.text ?? "").split("\n");
  const header = frame.header ? lines.shift() : null;
  const footer = frame.footer ? lines.pop() : null;
  return (
    <>
      {header && <p className={styles.header}>{header}</p>}
      <MessageText text={lines.join("\n")} />
      {footer && <p className={styles.footer}>{footer}</p>}
    </>
  );
}
