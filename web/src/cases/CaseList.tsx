import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import type { CaseRow } from "../api/types";
import { problemWords } from "../ui/problemWords";
import { Empty, Failed } from "../ui/Empty";
import { SkeletonRows } from "../ui/Skeleton";
import { rowHeight } from "../ui/rowHeight";
import { useKeys } from "../ui/useKeys";
import { words } from "../words/words";
import styles from "./caseList.module.css";
import { CaseRowView } from "./CaseRowView";
import { isDepartmentList, useCases, type CaseFilter, type ListName } from "./useCases";

export interface CaseListProps {
  list: ListName;
  filter: CaseFilter;
  chosen: number | null;
  onChoose: (row: CaseRow) => void;
  emptyStep?: React.ReactNode;
  /** What stands here when the filter leaves nothing. */
  nothing?: React.ReactNode;
}

export function CaseList({ list, filter, chosen, onChoose, emptyStep, nothing }: CaseListProps) {
  const cases = useCases(list, filter);
  // A page looks through a stretch of the list and may bring nothing of it: then the next one is asked for.
  const looking = cases.rows.length === 0 && cases.hasNextPage;
  const { isFetchingNextPage: fetching, fetchNextPage: fetchNext } = cases;
  useEffect(() => { if (looking && !fetching) void fetchNext(); }, [looking, fetching, fetchNext]);
  if (cases.isPending || (looking && !cases.isError)) return <SkeletonRows label={words.inbox.loading} />;
  if (cases.isError && cases.rows.length === 0) return <Failed title={words.failedTitle} words={problemWords(cases.error)} again={words.again} onAgain={() => void cases.refetch()} />;
  if (cases.rows.length === 0) {
    if (nothing) return nothing;
    const empty = words.inbox.empty[isDepartmentList(list) ? "department" : (list as "mine")];
    return <Empty title={empty.title} step={emptyStep}>{empty.words}</Empty>;
  }
  return <Rows rows={cases.rows} list={list} filter={filter} chosen={chosen} onChoose={onChoose} more={cases.hasNextPage && !cases.isFetchingNextPage} onMore={() => void cases.fetchNextPage()} />;
}

interface RowsProps extends CaseListProps { rows: CaseRow[]; more: boolean; onMore: () => void }

function Rows({ rows, list, chosen, onChoose, more, onMore }: RowsProps) {
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => box.current, estimateSize: () => 92, getItemKey: (index) => rows[index]!.id, overscan: 8, measureElement: rowHeight });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const at = rows.findIndex((row) => row.number === chosen);

  useEffect(() => { if (more && last >= rows.length - 10) onMore(); }, [more, last, rows.length, onMore]);

  const step = (by: number) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    if (!next || next.number === chosen) return;
    virtual.scrollToIndex(rows.indexOf(next));
    onChoose(next);
  };
  useKeys({ j: () => step(1), k: () => step(-1) });

  return (
    <div ref={box} className={styles.box} role="region" tabIndex={0} aria-label={words.inbox.listLabel(words.inbox.title[list as "mine"] ?? rows[0]!.departmentName)}
      onKeyDown={(event) => {
        const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
        if (by) { event.preventDefault(); step(by); }
      }}>
      <ul className={styles.rows} style={{ blockSize: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index]!;
          return (
            <li key={item.key} ref={virtual.measureElement} data-index={item.index} className={styles.item} style={{ transform: `translateY(${item.start}px)` }}
              aria-setsize={more ? -1 : rows.length} aria-posinset={item.index + 1}>
              <button type="button" className={styles.button} aria-current={row.number === chosen || undefined} onClick={() => onChoose(row)}>
                <CaseRowView row={row} on={row.number === chosen} />
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
