import { Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { MoveRight, Waypoints } from "lucide-react";
import { useRef, useState, type KeyboardEvent } from "react";
import type { CauseRow, CauseState } from "../api/types";
import { mayWrite, useMe } from "../team/useMe";
import { Asked } from "../ui/Asked";
import { Button, IconButton } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { TextInput } from "../ui/fields";
import { useChange } from "../ui/useChange";
import { useDebounced } from "../ui/useDebounced";
import { causeWords as w } from "../words/causeWords";
import styles from "./board.module.css";
import { CauseDialog } from "./CauseDialog";
import { FixDialog } from "./FixDialog";
import { causesQuery, costOf, moveCause, states, touchedCauses } from "./useCauses";
import { WontDialog } from "./WontDialog";

/** A column for each state; a cause is moved by hand, by keys, or by its menu. */
export function CausesPage({ onOpen }: { onOpen: (id: string) => void }) {
  const [text, setText] = useState("");
  const [adding, setAdding] = useState(false);
  const query = useDebounced(text.trim(), 150);
  const causes = useQuery(causesQuery(query));
  const writes = mayWrite(useMe().teammate.role);
  const add = writes && <Button look="primary" onClick={() => setAdding(true)}>{w.add}</Button>;
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <header className={styles.head}>
        <div className={styles.words}><h1>{w.title}</h1><p>{w.lead}</p></div>
        <div className={styles.tools}><TextInput type="search" aria-label={w.find} placeholder={w.find} value={text} onChange={(event) => setText(event.currentTarget.value)} />{add}</div>
      </header>
      <Asked query={causes}>{(all) => (all.length > 0 ? <Board causes={all} writes={writes} /> : query ? <p className={styles.none} role="status">{w.none}</p> : <Empty icon={<Waypoints />} title={w.empty.title} step={add}>{w.empty.words}</Empty>)}</Asked>
      {adding && <CauseDialog cause={null} onClose={() => setAdding(false)} onSaved={(cause) => onOpen(cause.id)} />}
    </main>
  );
}

function Board({ causes, writes }: { causes: CauseRow[]; writes: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const [asking, setAsking] = useState<{ cause: CauseRow; state: CauseState } | null>(null);
  const move = useChange(({ cause, state }: { cause: CauseRow; state: CauseState }) => moveCause(cause.id, state), touchedCauses, (cause) => w.moved(cause.title, w.states[cause.state]));
  const go = (cause: CauseRow, state: CauseState | undefined) => {
    if (!state || state === cause.state) return;
    if (state === "fixed" || state === "wont") setAsking({ cause, state });
    else move.mutate({ cause, state }, { onSuccess: () => setTimeout(() => box.current?.querySelector<HTMLElement>(`[data-cause="${cause.id}"]`)?.focus()) });
  };
  const onKey = (event: KeyboardEvent, cause: CauseRow) => {
    const across = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const along = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!across && !along) return;
    event.preventDefault();
    if (event.altKey && writes) go(cause, states[states.indexOf(cause.state) + across]);
    else focusFrom(box.current, event.currentTarget as HTMLElement, across, along);
  };
  return (
    <>
      <div ref={box} className={styles.board} role="group" aria-label={w.board} aria-describedby="board-keys">
        {states.map((state) => {
          const here = causes.filter((one) => one.state === state);
          return (
            <section key={state} className={styles.column} data-column aria-label={w.states[state]}>
              <h2 className={styles.state}>{w.states[state]}<b>{here.length}</b></h2>
              {here.length === 0 ? <p className={styles.hint}>{w.emptyStates[state]}</p> : <ul className={styles.cards}>{here.map((cause) => <li key={cause.id}><Card cause={cause} writes={writes} onKey={onKey} onMove={go} /></li>)}</ul>}
            </section>
          );
        })}
      </div>
      <p id="board-keys" className={styles.keys}>{w.keys}</p>
      {asking?.state === "fixed" && <FixDialog cause={asking.cause} onClose={() => setAsking(null)} />}
      {asking?.state === "wont" && <WontDialog cause={asking.cause} onClose={() => setAsking(null)} />}
    </>
  );
}

interface CardProps { cause: CauseRow; writes: boolean; onKey: (event: KeyboardEvent, cause: CauseRow) => void; onMove: (cause: CauseRow, state: CauseState) => void }

function Card({ cause, writes, onKey, onMove }: CardProps) {
  const cost = costOf(cause);
  const toTell = cause.tellings.draft + cause.tellings.couldNot;
  return (
    <article className={styles.card}>
      <Link to="/causes/$causeId" params={{ causeId: cause.id }} className={styles.title} data-cause={cause.id} onKeyDown={(event) => onKey(event, cause)} aria-keyshortcuts={writes ? "Alt+ArrowRight Alt+ArrowLeft" : undefined} dir="auto">{cause.title}</Link>
      <p className={styles.size}><b>{w.people(cause.people)}</b><span>{w.contacts(cause.contactsLastWeek)}</span>{cost && <span>{w.cost(cost)}</span>}{cause.state === "fixed" && toTell > 0 && <span className={styles.toTell}>{w.toTell(toTell)}</span>}</p>
      {cause.why && <p className={styles.why} dir="auto">{cause.why}</p>}
      <footer className={styles.foot}>
        <span>{[cause.departmentName, cause.ownerName ?? w.nobody].join(" · ")}</span>
        {writes && (
          <Menu position="bottom-end" width={180}>
            <Menu.Target><IconButton label={w.moveThis(cause.title)} hint={w.move}><MoveRight /></IconButton></Menu.Target>
            <Menu.Dropdown>{states.filter((state) => state !== cause.state).map((state) => <Menu.Item key={state} onClick={() => onMove(cause, state)}>{w.states[state]}</Menu.Item>)}</Menu.Dropdown>
          </Menu>
        )}
      </footer>
    </article>
  );
}

/** To the next one in the column, or to one as high in the next column that has any. */
function focusFrom(board: HTMLElement | null, card: HTMLElement, across: number, along: number): void {
  const columns = [...(board?.querySelectorAll("[data-column]") ?? [])].map((column) => [...column.querySelectorAll<HTMLElement>("[data-cause]")]);
  const at = columns.findIndex((column) => column.includes(card));
  const height = columns[at]?.indexOf(card) ?? 0;
  const next = across ? (across > 0 ? columns.slice(at + 1) : columns.slice(0, Math.max(0, at)).reverse()).find((column) => column.length > 0) : columns[at];
  next?.[Math.min(next.length - 1, Math.max(0, height + along))]?.focus();
}
