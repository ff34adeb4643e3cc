import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown } from "lucide-react";
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from "react";
import type { Moment } from "../api/types";
import { Empty } from "../ui/Empty";
import { words } from "../words/words";
import { MomentView, type MomentActs } from "./MomentView";
import { rowsOf, type Row } from "./rows";
import styles from "./timeline.module.css";

export interface TimelineViewProps {
  moments: Moment[];
  colourOf: (caseNumber: number | null) => string | undefined;
  acts: MomentActs;
  tail: { key: string; shown: ReactNode }[];
  lit?: string;
  older: { more: boolean; loading: boolean; load: () => void };
  newer: { more: boolean; loading: boolean; load: () => void };
  onNewest: () => void;
}

type Shown = Row | { key: string; kind: "tail"; shown: ReactNode };

export function TimelineView({ moments, colourOf, acts, tail, lit, older, newer, onNewest }: TimelineViewProps) {
  const box = useRef<HTMLDivElement>(null);
  const rows = useMemo<Shown[]>(() => [...rowsOf(moments), ...tail.map((item) => ({ ...item, kind: "tail" as const }))], [moments, tail]);
  const [atEnd, setAtEnd] = useState(true);
  const virtual = useVirtualizer({
    count: rows.length, getScrollElement: () => box.current, estimateSize: (index) => (rows[index]?.kind === "message" ? 92 : 44), getItemKey: (index) => rows[index]!.key,
    overscan: 12, anchorTo: "end", followOnAppend: !newer.more, scrollEndThreshold: 120, paddingStart: 18, paddingEnd: 10,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const settled = useSettled(rows, lit, virtual);

  useEffect(() => { if (settled && first < 10 && older.more && !older.loading) older.load(); }, [settled, first, older]);
  useEffect(() => { if (settled && last > rows.length - 10 && newer.more && !newer.loading) newer.load(); }, [settled, last, rows.length, newer]);

  // A bubble may grow under one's eyes (a receipt comes, a way out is offered): who stands at the end stays there.
  const total = virtual.getTotalSize();
  useLayoutEffect(() => { if (settled && atEnd && !newer.more) virtual.scrollToEnd(); }, [total]);

  // Whoever sends wants to see it leave, however far up they were reading.
  const own = tail.at(-1)?.key;
  useEffect(() => { if (own && settled && !newer.more) { setAtEnd(true); virtual.scrollToEnd(); } }, [own]);
  useHeldEnd(box, settled && !newer.more, atEnd, () => virtual.scrollToEnd());

  const below = useNewBelow(moments, atEnd && !newer.more);
  const toEnd = () => { if (newer.more) onNewest(); else virtual.scrollToEnd(); };

  if (rows.length === 0) return <div className={styles.box}><Empty title={words.conversation.empty.title}>{words.conversation.empty.words}</Empty></div>;
  return (
    <div className={styles.frame}>
      <div ref={box} className={styles.box} role="region" aria-label={words.conversation.timeline} tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => setAtEnd(scrollHeight - scrollTop - clientHeight < 80)}>
        {older.loading && <p className={styles.loading} role="status">{words.conversation.older}</p>}
        <ol className={styles.rows} style={{ blockSize: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index]!;
            return (
              <li key={item.key} ref={virtual.measureElement} data-index={item.index} className={styles.row} style={{ transform: `translateY(${item.start}px)` }}>
                {row.kind === "tail" ? row.shown : <MomentView row={row} colour={row.kind === "day" ? undefined : colourOf(row.moment.caseNumber)} acts={acts} lit={isAt(row, lit)} />}
              </li>
            );
          })}
        </ol>
      </div>
      {(!atEnd || newer.more) && (
        <button type="button" className={styles.toEnd} onClick={toEnd}>
          <ArrowDown />{below > 0 ? words.conversation.newBelow(below) : words.conversation.toEnd}
        </button>
      )}
      <Spoken moments={moments} />
    </div>
  );
}

/** A picture of an album is found in its bubble. */
const isAt = (row: Shown, lit: string | undefined) => lit !== undefined && (row.key === lit || (row.kind === "message" && row.also?.includes(lit) === true));

/** Rows have no height until they are drawn, so the place to begin at is aimed for until it holds still; only then is more loaded. */
function useSettled(rows: Shown[], lit: string | undefined, virtual: ReturnType<typeof useVirtualizer<HTMLDivElement, Element>>): boolean {
  const [settled, setSettled] = useState(false);
  const empty = rows.length === 0;
  useLayoutEffect(() => {
    if (empty) return;
    const at = lit ? rows.findIndex((row) => isAt(row, lit)) : -1;
    const aim = () => (at >= 0 ? virtual.scrollToIndex(at, { align: "center" }) : virtual.scrollToEnd());
    aim();
    const again = [60, 160, 320].map((ms) => setTimeout(aim, ms));
    const done = setTimeout(() => setSettled(true), 420);
    return () => { for (const timer of [...again, done]) clearTimeout(timer); };
  }, [empty, lit]);
  return settled;
}

/** The composer below grows and shrinks: who stood at the end stands there still. */
function useHeldEnd(box: RefObject<HTMLElement | null>, holding: boolean, atEnd: boolean, toEnd: () => void): void {
  const latest = useRef({ atEnd, toEnd });
  latest.current = { atEnd, toEnd };
  useEffect(() => {
    if (!holding || !box.current) return;
    const watching = new ResizeObserver(() => { if (latest.current.atEnd) latest.current.toEnd(); });
    watching.observe(box.current);
    return () => watching.disconnect();
  }, [holding, box]);
}

/** How many words came in while one was reading further up. */
function useNewBelow(moments: Moment[], atEnd: boolean): number {
  const seen = useRef<string | null>(null);
  const newest = moments.at(-1)?.id ?? null;
  if (atEnd || seen.current === null) seen.current = newest;
  if (seen.current === newest) return 0;
  const at = moments.findIndex((moment) => moment.id === seen.current);
  return at < 0 ? 0 : moments.slice(at + 1).filter((moment) => moment.direction === "in").length;
}

/** Reads new incoming words out to those who do not see them appear. */
function Spoken({ moments }: { moments: Moment[] }) {
  const last = moments.findLast((moment) => moment.direction === "in" && moment.kind === "message");
  const first = useRef(last?.id);
  const news = last && last.id !== first.current ? words.conversation.spoken(last.author.name, last.text ?? "") : "";
  return <div className="unseen" role="log" aria-live="polite">{news}</div>;
}
