import { Menu } from "@mantine/core";
import { ChevronDown, CornerUpLeft, Ellipsis } from "lucide-react";
import { useId, useState } from "react";
import { api } from "../api/api";
import type { Ask } from "../api/types";
import { PromiseMark } from "../cases/PromiseMark";
import { touchedAsks } from "../cases/useCaseActs";
import { useTeammates, useMe } from "../team/useMe";
import { useDepartments } from "../departments/useDepartments";
import { Button, IconButton } from "../ui/Button";
import { Badge } from "../ui/Chip";
import { useChange } from "../ui/useChange";
import { askWords as w } from "../words/askWords";
import { words } from "../words/words";
import { AskThread } from "./AskThread";
import styles from "./asks.module.css";


export interface AskUse { text: string; name: string; department: string }

interface AskViewProps { ask: Ask; about?: React.ReactNode; begun?: boolean; writes: boolean; onUse?: (use: AskUse) => void }

/** One question: who asks whom, by when; opened, what was said and what to say next. */
export function AskView({ ask, about, begun = false, writes, onUse }: AskViewProps) {
  const [open, setOpen] = useState(begun);
  const id = useId();
  const answer = ask.words.findLast((one) => one.kind === "ask_answered");
  return (
    <article className={styles.ask} data-state={ask.state} aria-label={w.asks(ask.askedByName, ask.departmentName)}>
      <header className={styles.head}>
        <button type="button" className={styles.fold} aria-expanded={open} aria-controls={id} aria-label={open ? w.hide(ask.question) : w.show(ask.question)} onClick={() => setOpen(!open)}><ChevronDown aria-hidden /></button>
        <div className={styles.naming}>
          <p className={styles.who}><b>{ask.departmentName}</b><span>{stateOf(ask)}</span>{about}</p>
          {!open && <p className={styles.question} dir="auto">{answer?.text ?? ask.question}</p>}
        </div>
        <span className={styles.fate}>
          {ask.late && ask.state !== "open" && <Badge>{w.late}</Badge>}
          {ask.state === "open" && <PromiseMark due={ask.due} state="open" />}
        </span>
        {!open && onUse && answer && ask.state === "answered" && <UseButton ask={ask} word={answer} onUse={onUse} />}
        <Acts ask={ask} writes={writes} />
      </header>
      {open && <div id={id}><AskThread ask={ask} writes={writes} onUse={onUse} /></div>}
    </article>
  );
}

export function UseButton({ ask, word, onUse }: { ask: Ask; word: Ask["words"][number]; onUse: (use: AskUse) => void }) {
  return <Button small icon={<CornerUpLeft />} aria-label={w.useThis(word.byName)} onClick={() => onUse({ text: word.text ?? "", name: word.byName, department: ask.departmentName })}>{w.use}</Button>;
}

function stateOf(ask: Ask): string {
  if (ask.state === "answered") return w.answered;
  if (ask.state === "withdrawn") return w.withdrawn;
  if (ask.state === "askedBack") return w.back(ask.askedByName);
  return ask.ownerName ? w.takenBy(ask.ownerName) : w.nobody;
}

function Acts({ ask, writes }: { ask: Ask; writes: boolean }) {
  const { teammate } = useMe();
  const department = useDepartments().find((one) => one.id === ask.departmentId);
  const others = useTeammates().filter((one) => one.state === "active" && one.role !== "viewer" && one.id !== teammate.id && one.id !== ask.ownerId && department?.memberIds.includes(one.id));
  const give = useChange((ownerId: string) => api.put(`/asks/${ask.id}/assignment`, { body: { ownerId } }), touchedAsks);
  const giveBack = useChange(() => api.delete(`/asks/${ask.id}/assignment`), touchedAsks);
  const withdraw = useChange(() => api.put(`/asks/${ask.id}/withdrawal`, { body: {} }), touchedAsks, w.done.withdrawn);
  if ((ask.state !== "open" && ask.state !== "askedBack") || !(ask.mayAnswer || writes)) return null;
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target><IconButton label={words.case.acts}><Ellipsis /></IconButton></Menu.Target>
      <Menu.Dropdown>
        {ask.mayAnswer && ask.ownerId !== teammate.id && <Menu.Item onClick={() => give.mutate(teammate.id)}>{w.take}</Menu.Item>}
        {ask.mayAnswer && ask.ownerId && <Menu.Item onClick={() => giveBack.mutate()}>{w.giveBack}</Menu.Item>}
        {writes && <Menu.Item onClick={() => withdraw.mutate()}>{w.withdraw}</Menu.Item>}
        {ask.mayAnswer && others.length > 0 && <Menu.Label>{w.give}</Menu.Label>}
        {ask.mayAnswer && others.map((one) => <Menu.Item key={one.id} onClick={() => give.mutate(one.id)}>{one.name}</Menu.Item>)}
      </Menu.Dropdown>
    </Menu>
  );
}
