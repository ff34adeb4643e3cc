import { X } from "lucide-react";
import { IconButton } from "../ui/Button";
import { askWords as w } from "../words/askWords";
import { words } from "../words/words";
import type { AskUse } from "./AskView";
import styles from "./asks.module.css";

/** Above the words that are written: whose answer they come from. It is not sent. */
export function UsedAnswer({ used, onDrop }: { used: AskUse; onDrop: () => void }) {
  return <div className={styles.used}><p>{w.usedFrom(used.name, used.department)}</p><IconButton label={words.composer.dropQuote} onClick={onDrop}><X /></IconButton></div>;
}
