import { Link } from "@tanstack/react-router";
import { MessageCircleQuestion } from "lucide-react";
import { useState } from "react";
import { mayWrite, useMe } from "../team/useMe";
import { Button } from "../ui/Button";
import { Chip } from "../ui/Chip";
import { Empty, Failed } from "../ui/Empty";
import { problemWords } from "../ui/problemWords";
import { SkeletonText } from "../ui/Skeleton";
import { askWords as w } from "../words/askWords";
import { words } from "../words/words";
import { AskView } from "./AskView";
import styles from "./asks.module.css";
import { useAsks, type AskList, type AskShown } from "./useAsks";

/** What was asked of my departments, and what I asked: by promised time. */
export function AsksPage() {
  const [list, setList] = useState<AskList>("departments");
  const [state, setState] = useState<AskShown>("open");
  const writes = mayWrite(useMe().teammate.role);
  const empty = state === "answered" ? w.empty.answered : w.empty[list];
  const asks = useAsks(list, state);
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <header className={styles.top}>
        <h1>{w.title}</h1>
        <p>{w.lead}</p>
        <div className={styles.tools}>
          <div role="group" aria-label={w.listsLabel} className={styles.chips}>{(["departments", "asked"] as const).map((one) => <Chip key={one} on={one === list} aria-pressed={one === list} onClick={() => setList(one)}>{w.lists[one]}</Chip>)}</div>
          <div role="group" aria-label={w.statesLabel} className={styles.chips}>{(["open", "answered"] as const).map((one) => <Chip key={one} on={one === state} aria-pressed={one === state} onClick={() => setState(one)}>{w.states[one]}</Chip>)}</div>
        </div>
      </header>
      {asks.isPending && <SkeletonText lines={6} label={words.loading} />}
      {asks.isError && asks.rows.length === 0 && <Failed title={words.failedTitle} words={problemWords(asks.error)} again={words.again} onAgain={() => void asks.refetch()} />}
      {asks.isSuccess && asks.rows.length === 0 && <Empty icon={<MessageCircleQuestion />} title={empty.title}>{empty.words}</Empty>}
      {asks.rows.length > 0 && (
        <ul className={styles.list}>{asks.rows.map((ask) => (
          <li key={ask.id}>
            <AskView ask={ask} writes={writes && list === "asked"} begun={asks.rows.length === 1} about={
              <Link to="/people/$personId" params={{ personId: ask.personId }} search={{ case: ask.case }} className={styles.case}>{ask.personName || words.person.nameless} · {ask.caseTitle || w.openCase(ask.case)}</Link>} />
          </li>
        ))}</ul>
      )}
      {asks.hasNextPage && <Button busy={asks.isFetchingNextPage} onClick={() => void asks.fetchNextPage()}>{words.more}</Button>}
    </main>
  );
}
