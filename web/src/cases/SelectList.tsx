import { X } from "lucide-react";
import { useRef, useState } from "react";
import type { CaseRow } from "../api/types";
import { Button, IconButton } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { lazily } from "../ui/lazily";
import { SkeletonRows } from "../ui/Skeleton";
import { lightWords } from "../words/lightWords";
import { words } from "../words/words";
import { CaseRowView } from "./CaseRowView";
import styles from "./selectList.module.css";
import { meant, useCases, type CaseFilter, type ListName } from "./useCases";

const ChangeDialog = lazily(() => import("./ChangeDialog").then((part) => part.ChangeDialog));

const w = lightWords.many;
const most = 500;

/** The list with a box before each case, to do one thing with many of them. */
export function SelectList({ list, filter, onClose }: { list: ListName; filter: CaseFilter; onClose: () => void }) {
  const cases = useCases(list, filter);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [whole, setWhole] = useState(false);
  const [open, setOpen] = useState(false);
  const last = useRef<number | null>(null);
  const { rows } = cases;
  const count = whole ? null : rows.filter((row) => chosen.has(row.number)).length;
  const all = rows.length > 0 && rows.every((row) => chosen.has(row.number));

  const choose = (row: CaseRow, on: boolean, range: boolean) => {
    const [from, to] = [rows.findIndex((one) => one.number === (range ? last.current ?? row.number : row.number)), rows.indexOf(row)].sort((one, two) => one - two);
    const touched = rows.slice(Math.max(0, from!), to! + 1).map((one) => one.number);
    last.current = row.number;
    setWhole(false);
    setChosen(new Set(on ? [...chosen, ...touched].slice(0, most) : [...chosen].filter((number) => !touched.includes(number))));
  };
  const more = (box: HTMLElement) => { if (cases.hasNextPage && !cases.isFetchingNextPage && box.scrollTop + box.clientHeight > box.scrollHeight - 600) void cases.fetchNextPage(); };

  return (
    <section className={styles.select} aria-label={w.title} onKeyDown={(event) => { if (event.key === "Escape" && !open) onClose(); }}>
      <header className={styles.bar}>
        <label className={styles.all}><input type="checkbox" autoFocus aria-label={w.all} checked={all || whole} ref={(box) => { if (box) box.indeterminate = !all && !whole && chosen.size > 0; }}
          onChange={(event) => { setWhole(false); setChosen(event.currentTarget.checked ? new Set(rows.slice(0, most).map((row) => row.number)) : new Set()); }} /><span role="status">{whole ? w.whole : w.count(count ?? 0)}</span></label>
        {all && cases.hasNextPage && !whole && <button type="button" className={styles.more} onClick={() => setWhole(true)}>{w.takeWhole}</button>}
        <span className={styles.acts}>
          <Button small look="primary" disabled={count === 0} onClick={() => setOpen(true)}>{w.act}</Button>
          <IconButton label={w.leave} onClick={onClose}><X /></IconButton>
        </span>
      </header>
      {cases.isPending ? <SkeletonRows label={words.inbox.loading} /> : rows.length === 0 ? <Empty title={w.empty} /> : (
        <ul className={styles.rows} onScroll={(event) => more(event.currentTarget)}>
          {rows.map((row) => (
            <li key={row.id} className={styles.item}>
              <label className={styles.row}>
                <input type="checkbox" checked={whole || chosen.has(row.number)} aria-label={w.choose(row.personName || words.person.nameless, row.number)}
                  onChange={(event) => choose(row, event.currentTarget.checked, (event.nativeEvent as MouseEvent).shiftKey)} />
                <div className={styles.shown}><CaseRowView row={row} on={whole || chosen.has(row.number)} /></div>
              </label>
            </li>
          ))}
        </ul>
      )}
      {open && <ChangeDialog of={whole ? { filter: meant(list, filter) } : { cases: rows.filter((row) => chosen.has(row.number)).map((row) => row.number) }}
        onClose={() => setOpen(false)} onDone={() => { setOpen(false); setChosen(new Set()); setWhole(false); }} />}
    </section>
  );
}
