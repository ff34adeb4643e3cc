import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/api";
import type { ApprovalRule, Page } from "../api/types";
import { useDepartments } from "../departments/useDepartments";
import { useTeammates } from "../team/useMe";
import { Asked } from "../ui/Asked";
import { Button } from "../ui/Button";
import { Badge } from "../ui/Chip";
import { Empty } from "../ui/Empty";
import { Rows, SettingsRow } from "../ui/SettingsPiece";
import { rulesWords } from "../words/rulesWords";
import { words } from "../words/words";
import { ApprovalRuleDialog } from "./ApprovalRuleDialog";
import { approvalSentence } from "./ruleSentence";

const w = rulesWords.approvalRules;

/** Whose words somebody else reads first. */
export function ApprovalRules({ changes }: { changes: boolean }) {
  const rules = useQuery({ queryKey: ["approvals", "rules"], queryFn: () => api.get<Page<ApprovalRule>>("/approvals/rules"), select: (page) => page.items });
  const [editing, setEditing] = useState<ApprovalRule | "new" | null>(null);
  const [departments, team] = [useDepartments(), useTeammates()];
  const add = changes && <Button onClick={() => setEditing("new")}>{w.add}</Button>;
  return (
    <>
      <Asked query={rules}>{(list) => list.length === 0 ? <Empty title={w.empty.title} step={add}>{w.empty.words}</Empty> : <>
        <Rows>{list.map((rule) => (
          <SettingsRow key={rule.id} title={<>{rule.name}{!rule.isInForce && <Badge>{rulesWords.off}</Badge>}</>} about={approvalSentence(rule, departments, team)}
            acts={changes && <Button small aria-label={`${words.edit}: ${rule.name}`} onClick={() => setEditing(rule)}>{words.edit}</Button>} />
        ))}</Rows>
        {add}
      </>}</Asked>
      {editing && <ApprovalRuleDialog rule={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
    </>
  );
}
