import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useVirtualizer } from "@tanstack/react-virtual";
import type { PersonRow } from "../api/types";
import { Button } from "../ui/Button";
import { Empty, Failed } from "../ui/Empty";
import { TextInput } from "../ui/fields";
import { problemWords } from "../ui/problemWords";
import { SkeletonRows } from "../ui/Skeleton";
import { shortTime } from "../ui/times";
import { useDebounced } from "../ui/useDebounced";
import { useKeys } from "../ui/useKeys";
import { words } from "../words/words";
import { PersonChip } from "./PersonChip";
import styles from "./peopleList.module.css";
import { usePeople } from "./usePeople";

interface PeopleListProps { chosen: string | null; onChoose: (personId: string) => void; onImport: () => void }

const w = words.peopleList;

export function PeopleList({ chosen, onChoose, onImport }: PeopleListProps) {
  const [text, setText] = useState("");
  const people = usePeople(useDebounced(text.trim(), 200));
  const rows = people.data?.pages.flatMap((page) => page.items) ?? [];

  return (
    <>
      <header className={styles.head}>
        <h2 className="unseen">{w.title}</h2>
        <TextInput className={styles.find} aria-label={w.find} placeholder={w.find} leftSection={<Search size={15} />} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      </header>
      {people.isPending ? <SkeletonRows label={words.loading} />
        : people.isError ? <Failed title={words.failedTitle} words={problemWords(people.error)} again={words.again} onAgain={() => void people.refetch()} />
        : rows.length === 0 ? (text ? <Empty title={w.none.title}>{w.none.words}</Empty> : <Empty title={w.empty.title} step={<Button onClick={onImport}>{w.import}</Button>}>{w.empty.words}</Empty>)
        : <Rows rows={rows} chosen={chosen} onChoose={onChoose} more={people.hasNextPage && !people.isFetchingNextPage} onMore={() => void people.fetchNextPage()} />}
    </>
  );
}

function Rows({ rows, chosen, onChoose, more, onMore }: { rows: PersonRow[]; chosen: string | null; onChoose: (id: string) => void; more: boolean; onMore: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => box.current, estimateSize: () => 60, overscan: 10 });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const at = rows.findIndex((row) => row.id === chosen);
  useEffect(() => { if (more && last >= rows.length - 10) onMore(); }, [more, last, rows.length, onMore]);

  const step = (by: number) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next && next.id !== chosen) { virtual.scrollToIndex(rows.indexOf(next)); onChoose(next.id); }
  };
  useKeys({ j: () => step(1), k: () => step(-1) });

  return (
    <div ref={box} className={styles.box} role="region" aria-label={w.listLabel} tabIndex={0}>
      <ul className={styles.rows} style={{ blockSize: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index]!;
          return (
            <li key={row.id} className={styles.item} style={{ transform: `translateY(${item.start}px)`, blockSize: item.size }}>
              <button type="button" className={styles.row} data-on={row.id === chosen || undefined} aria-current={row.id === chosen || undefined} onClick={() => onChoose(row.id)}>
                <PersonChip person={row} size={34} />
                {row.lastAt && <time className={styles.time} dateTime={row.lastAt}>{shortTime(row.lastAt)}</time>}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
