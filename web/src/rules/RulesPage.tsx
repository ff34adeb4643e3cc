import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/api";
import type { HouseRule, Page } from "../api/types";
import { useDepartments } from "../departments/useDepartments";
import { maySetUp, useMe } from "../team/useMe";
import { Asked } from "../ui/Asked";
import { Button } from "../ui/Button";
import { Badge } from "../ui/Chip";
import { Rows, Section, SettingsPiece, SettingsRow } from "../ui/SettingsPiece";
import { useChange } from "../ui/useChange";
import { rulesWords as w } from "../words/rulesWords";
import { words } from "../words/words";
import { ApprovalRules } from "./ApprovalRules";
import { ExceptionsDialog } from "./ExceptionsDialog";
import { RuleDialog } from "./RuleDialog";
import { ruleSentence } from "./ruleSentence";

/** What every word is read for before it leaves, and who reads along. */
export function RulesPage() {
  const rules = useQuery({ queryKey: ["rules", "list"], queryFn: () => api.get<Page<HouseRule>>("/rules"), select: (page) => page.items });
  const [editing, setEditing] = useState<HouseRule | "new" | null>(null);
  const [overruled, setOverruled] = useState<HouseRule | null>(null);
  const changes = maySetUp(useMe().teammate.role);
  return (
    <SettingsPiece title={w.title} lead={w.lead} act={changes && <Button look="primary" onClick={() => setEditing("new")}>{w.add}</Button>}>
      <Asked query={rules}>{(list) => <Rows>{list.map((rule) => <RuleRow key={rule.id} rule={rule} changes={changes} onEdit={() => setEditing(rule)} onExceptions={() => setOverruled(rule)} />)}</Rows>}</Asked>
      <Section title={w.approvalRules.title} lead={w.approvalRules.lead}><ApprovalRules changes={changes} /></Section>
      {editing && <RuleDialog rule={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
      {overruled && <ExceptionsDialog rule={overruled} onClose={() => setOverruled(null)} />}
    </SettingsPiece>
  );
}

function RuleRow({ rule, changes, onEdit, onExceptions }: { rule: HouseRule; changes: boolean; onEdit: () => void; onExceptions: () => void }) {
  const departments = useDepartments();
  const force = useChange(() => (rule.isInForce ? api.delete(`/rules/${rule.id}/force`) : api.put(`/rules/${rule.id}/force`)), ["rules"]);
  return (
    <SettingsRow title={<>{rule.name}{rule.isInForce ? <Badge tone={rule.stops ? "hot" : "warm"}>{rule.stops ? w.stops : w.warns}</Badge> : <Badge>{w.off}</Badge>}</>}
      about={[ruleSentence(rule, departments), rule.phrases.length > 0 && w.phrases(rule.phrases.length), rule.overruled > 0 && w.overruled(rule.overruled)].filter(Boolean).join(" · ")}
      acts={<>
        {rule.overruled > 0 && <Button small look="plain" onClick={onExceptions}>{w.exceptions.act(rule.overruled)}</Button>}
        {changes && <Button small look="plain" busy={force.isPending} aria-label={`${rule.isInForce ? w.turnOff : w.turnOn}: ${rule.name}`} onClick={() => force.mutate()}>{rule.isInForce ? w.turnOff : w.turnOn}</Button>}
        {changes && <Button small aria-label={`${words.edit}: ${rule.name}`} onClick={onEdit}>{words.edit}</Button>}
      </>} />
  );
}
