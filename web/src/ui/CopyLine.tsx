import { Copy } from "lucide-react";
import { Button } from "./Button";
import styles from "./copyLine.module.css";
import { say } from "./Toasts";

/** Something to hand over, exactly as it is. */
export function CopyLine({ label, text, copy, copied, tall }: { label: string; text: string; copy: string; copied: string; tall?: boolean }) {
  return (
    <div className={styles.line} data-tall={tall || undefined}>
      <code className={styles.text} tabIndex={0} aria-label={label}>{text}</code>
      <Button small icon={<Copy />} onClick={() => void navigator.clipboard.writeText(text).then(() => say(copied))}>{copy}</Button>
    </div>
  );
}
