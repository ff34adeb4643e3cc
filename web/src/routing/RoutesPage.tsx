import { useQuery } from "@tanstack/react-query";
import { Route } from "lucide-react";
import { useState } from "react";
import { api } from "../api/api";
import type { RoutingRule } from "../api/types";
import { Asked } from "../ui/Asked";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { SettingsPiece } from "../ui/SettingsPiece";
import { useChange } from "../ui/useChange";
import { routeWords as w } from "../words/routeWords";
import { PreviewRules } from "./PreviewRules";
import { RuleDialog } from "./RuleDialog";
import { RuleList } from "./RuleList";
import styles from "./routes.module.css";
import { TryRules } from "./TryRules";
import { routesQuery, useChoices } from "./useRoutes";

/** Who gets what comes in: rules in their order, tried before they are kept. */
export function RoutesPage() {
  const kept = useQuery(routesQuery);
  return <Asked query={kept}>{(rules) => <Order key={JSON.stringify(rules)} kept={rules} />}</Asked>;
}

function Order({ kept }: { kept: RoutingRule[] }) {
  const [rules, setRules] = useState(kept);
  const [editing, setEditing] = useState<number | "new" | null>(null);
  const [looking, setLooking] = useState(false);
  const choices = useChoices();
  const keep = useChange(() => api.put("/routes", { body: { items: rules } }), ["routes"], w.kept);
  const isDraft = JSON.stringify(rules) !== JSON.stringify(kept);
  const change = (next: RoutingRule[]) => { setRules(next); setLooking(false); };
  const edited = typeof editing === "number" ? rules[editing] : undefined;
  const take = (rule: RoutingRule) => { change(edited ? rules.map((one) => (one === edited ? rule : one)) : [...rules, rule]); setEditing(null); };

  return (
    <SettingsPiece title={w.title} lead={w.lead} act={<Button look="primary" onClick={() => setEditing("new")}>{w.add}</Button>}>
      {rules.length === 0 ? <Empty icon={<Route />} title={w.empty.title} step={<Button onClick={() => setEditing("new")}>{w.add}</Button>}>{w.empty.words}</Empty>
        : <RuleList rules={rules} choices={choices} onChange={change} onEdit={setEditing} />}
      {isDraft && <div className={styles.bar} role="status">
        <p>{w.draft}</p>
        <Button onClick={() => setLooking(true)}>{w.look}</Button>
        <Button look="plain" onClick={() => change(kept)}>{w.discard}</Button>
        <Button look="primary" busy={keep.isPending} onClick={() => keep.mutate()}>{w.keep}</Button>
      </div>}
      {looking && <PreviewRules rules={rules} />}
      <TryRules rules={rules} choices={choices} />
      {editing !== null && <RuleDialog rule={edited ?? null} number={edited ? rules.indexOf(edited) + 1 : rules.length + 1} choices={choices} onClose={() => setEditing(null)} onTake={take}
        onRemove={() => { change(rules.filter((one) => one !== edited)); setEditing(null); }} />}
    </SettingsPiece>
  );
}
