import { ArrowDown, ArrowRight, ArrowUp, TriangleAlert } from "lucide-react";
import { useState, type DragEvent } from "react";
import type { RoutingRule } from "../api/types";
import { Button, IconButton } from "../ui/Button";
import { Badge } from "../ui/Chip";
import { Switch } from "../ui/fields";
import { say } from "../ui/Toasts";
import { routeWords as w } from "../words/routeWords";
import { words } from "../words/words";
import styles from "./routes.module.css";
import { sentence } from "./sentence";
import type { Choices } from "./useRoutes";

interface RuleListProps { rules: RoutingRule[]; choices: Choices; onChange: (rules: RoutingRule[]) => void; onEdit: (at: number) => void }

/** The order: the first that fits takes it. Rules move by dragging, or by their arrows. */
export function RuleList({ rules, choices, onChange, onEdit }: RuleListProps) {
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const move = (from: number, to: number) => {
    const rule = rules[from];
    if (!rule || to < 0 || to >= rules.length || from === to) return;
    const rest = rules.filter((_, at) => at !== from);
    // What was said of where they stood holds no more.
    onChange([...rest.slice(0, to), rule, ...rest.slice(to)].map((one) => ({ ...one, warnings: [] })));
    say(w.moved(rule.name ?? "", to + 1));
  };
  const drag = (at: number) => ({
    draggable: true,
    onDragStart: (event: DragEvent) => { event.dataTransfer.effectAllowed = "move"; setDragged(at); },
    onDragOver: (event: DragEvent) => { if (dragged !== null) { event.preventDefault(); setOver(at); } },
    onDrop: (event: DragEvent) => { event.preventDefault(); if (dragged !== null) move(dragged, at); },
    onDragEnd: () => { setDragged(null); setOver(null); },
  });

  return (
    <ol className={styles.rules}>
      {rules.map((rule, at) => {
        const [{ when, then }, name] = [sentence(rule, choices), rule.name ?? ""];
        return (
          <li key={rule.id ?? name} className={styles.rule} data-off={rule.off || undefined} data-dragged={dragged === at || undefined} data-over={(dragged !== null && dragged !== at && over === at) || undefined} {...drag(at)}>
            <span className={styles.place}>{at + 1}</span>
            <div>
              <div className={styles.name}>{name}{rule.off && <Badge>{w.off}</Badge>}</div>
              <div className={styles.words}>{when} <ArrowRight size={13} aria-hidden /> {then}.</div>
              {rule.warnings?.map((warning) => <p key={warning} className={styles.warning}><TriangleAlert aria-hidden />{warning}</p>)}
            </div>
            <div className={styles.acts}>
              <Switch aria-label={w.on(name)} checked={!rule.off} onChange={(event) => onChange(rules.map((one) => (one === rule ? { ...one, off: !event.currentTarget.checked, warnings: [] } : one)))} />
              <IconButton label={w.up(name)} disabled={at === 0} onClick={() => move(at, at - 1)}><ArrowUp /></IconButton>
              <IconButton label={w.down(name)} disabled={at === rules.length - 1} onClick={() => move(at, at + 1)}><ArrowDown /></IconButton>
              <Button small aria-label={w.edit(name)} onClick={() => onEdit(at)}>{words.edit}</Button>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
