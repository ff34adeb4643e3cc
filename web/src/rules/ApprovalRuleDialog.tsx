import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/api";
import type { ApprovalRule, ApprovalRuleInput, Page } from "../api/types";
import { useTeammates } from "../team/useMe";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { MultiSelect, Select, Switch, TextInput } from "../ui/fields";
import { useChange } from "../ui/useChange";
import { rulesWords } from "../words/rulesWords";
import { words } from "../words/words";
import { RuleScope, type Scope } from "./RuleScope";

const w = rulesWords.approvalRules;
const digits = (said: string) => said.replace(/\D/g, "");

/** Each condition that is filled in must hold. */
export function ApprovalRuleDialog({ rule, onClose }: { rule: ApprovalRule | null; onClose: () => void }) {
  const [name, setName] = useState(rule?.name ?? "");
  const [isInForce, setInForce] = useState(rule?.isInForce ?? true);
  const [about, setAbout] = useState<ApprovalRule["about"]>(rule?.about ?? "messages");
  const [newDays, setNewDays] = useState(rule?.newDays?.toString() ?? "");
  const [teammates, setTeammates] = useState(rule?.teammates ?? []);
  const [scope, setScope] = useState<Scope>({ place: rule?.place ?? "anywhere", departments: rule?.departments ?? [], channels: rule?.channels ?? [] });
  const [branches, setBranches] = useState(rule?.branches ?? []);
  const [above, setAbove] = useState(rule?.above?.toString() ?? "");
  const [approvers, setApprovers] = useState(rule?.approvers ?? []);
  const [standInId, setStandIn] = useState(rule?.standInId ?? null);
  const [minutes, setMinutes] = useState((rule?.minutes ?? 60).toString());
  const places = useQuery({ queryKey: ["branches"], queryFn: () => api.get<Page<{ id: string; name: string }>>("/branches"), select: (page) => page.items }).data ?? [];
  const team = useTeammates().filter((one) => one.state === "active" && one.role !== "viewer").map((one) => ({ value: one.id, label: one.name }));
  const body: ApprovalRuleInput = {
    name: name.trim(), isInForce, about, newDays: Number(newDays) || null, teammates, ...scope, branches, above: above === "" ? null : Number(above), approvers, standInId, minutes: Number(minutes) || 60,
  };
  const save = useChange(() => (rule ? api.put(`/approvals/rules/${rule.id}`, { body }) : api.post("/approvals/rules", { body })), ["approvals"], rulesWords.saved);
  const remove = useChange(() => api.delete(`/approvals/rules/${rule!.id}`), ["approvals"]);
  return (
    <Dialog open onClose={onClose} width={600} title={rule?.name ?? w.add} acts={<>
      {rule && <Button look="plain" title={w.removeWords} busy={remove.isPending} onClick={() => remove.mutate(undefined, { onSuccess: onClose })}>{w.remove}</Button>}
      <Button look="primary" disabled={!name.trim()} busy={save.isPending} onClick={() => save.mutate(undefined, { onSuccess: onClose })}>{words.save}</Button>
    </>}>
      <TextInput label={w.name} value={name} maxLength={120} required onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
      <Switch label={w.inForce} checked={isInForce} onChange={(event) => setInForce(event.currentTarget.checked)} />
      <Select label={w.about} data={Object.entries(w.abouts).map(([value, label]) => ({ value, label }))} value={about} onChange={(value) => value && setAbout(value as ApprovalRule["about"])} allowDeselect={false} />
      <TextInput label={w.newDays} inputMode="numeric" value={newDays} onChange={(event) => setNewDays(digits(event.currentTarget.value))} />
      <MultiSelect label={w.teammates} data={team} value={teammates} onChange={setTeammates} searchable />
      <RuleScope scope={scope} onScope={setScope} />
      {places.length > 0 && <MultiSelect label={w.branches} data={places.map((one) => ({ value: one.id, label: one.name }))} value={branches} onChange={setBranches} searchable />}
      <TextInput label={w.above} inputMode="numeric" value={above} onChange={(event) => setAbove(digits(event.currentTarget.value))} />
      <MultiSelect label={w.approvers} description={w.approversHint} data={team} value={approvers} onChange={setApprovers} searchable />
      <Select label={w.standIn} description={w.standInHint} data={team} value={standInId} onChange={setStandIn} clearable searchable />
      <TextInput label={w.minutes} inputMode="numeric" value={minutes} onChange={(event) => setMinutes(digits(event.currentTarget.value))} />
    </Dialog>
  );
}
