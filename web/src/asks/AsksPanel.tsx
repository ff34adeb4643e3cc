import { useQuery } from "@tanstack/react-query";
import type { CaseRow } from "../api/types";
import { Failed } from "../ui/Empty";
import { problemWords } from "../ui/problemWords";
import { askWords as w } from "../words/askWords";
import { words } from "../words/words";
import { AskView, type AskUse } from "./AskView";
import styles from "./asks.module.css";
import { asksOfCase } from "./useAsks";

/** Below the matters of a person: what other departments were asked in this one. Nothing stands there where nobody was. */
export function AsksPanel({ kase, writes, onUse }: { kase: CaseRow; writes: boolean; onUse?: (use: AskUse) => void }) {
  const asks = useQuery(asksOfCase(kase.number));
  if (asks.isError && !asks.data) return <Failed title={words.failedTitle} words={problemWords(asks.error)} again={words.again} onAgain={() => void asks.refetch()} />;
  const shown = (asks.data ?? []).filter((ask) => ask.state !== "withdrawn");
  if (shown.length === 0) return null;
  return (
    <section className={styles.panel} aria-label={w.panel(kase.number)}>
      {shown.map((ask) => <AskView key={ask.id} ask={ask} writes={writes} onUse={onUse} begun={ask.mayAnswer && ask.state === "open"} />)}
    </section>
  );
}
