import type { CaseRow } from "../api/types";
import { fullTime } from "../ui/times";
import { useNow } from "../ui/useNow";
import { words } from "../words/words";
import { promiseWords } from "./promise";
import styles from "./promiseMark.module.css";

export function PromiseMark({ due, state }: { due: string | null; state: CaseRow["state"] }) {
  const now = useNow();
  if (state === "closed") return <span className={styles.promise}>{words.case.states.closed}</span>;
  if (!due) return null;
  const said = promiseWords(due, now, state !== "open");
  return (
    <time className={styles.promise} data-warmth={said.warmth} dateTime={due} title={words.promise.label(fullTime(due))}>{said.words}</time>
  );
}
