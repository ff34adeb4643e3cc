import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/api";
import type { Department, Invitation, Page, Role, Teammate } from "../api/types";
import { Button } from "../ui/Button";
import { Callout } from "../ui/Callout";
import { CopyLine } from "../ui/CopyLine";
import { Dialog } from "../ui/Dialog";
import { MultiSelect, Select, TextInput } from "../ui/fields";
import { shortTime } from "../ui/times";
import { useChange } from "../ui/useChange";
import { rolesWords } from "../words/rolesWords";
import { settingsWords } from "../words/settingsWords";
import { words } from "../words/words";
import { useTeammates } from "./useMe";
import { rolesQuery } from "./useRoles";

const w = settingsWords.team;
const roles = (["owner", "admin", "teammate", "colleague", "viewer"] as const).map((value) => ({ value, label: `${w.roles[value]} · ${w.roleWords[value]}` }));

function useDepartmentChoices() {
  return useQuery({ queryKey: ["departments"], queryFn: () => api.get<Page<Department>>("/departments", { query: { limit: 200 } }), select: (page) => page.items.map((one) => ({ value: one.id, label: one.name })) }).data ?? [];
}

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const [email, setEmail] = useState("");
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("teammate");
  const [departmentIds, setDepartmentIds] = useState<string[]>([]);
  const departments = useDepartmentChoices();
  const invite = useChange(() => api.post<Invitation>("/teammates/invitations", { body: { email: email.trim() || undefined, name: name.trim() || undefined, role, departmentIds } }), ["invitations"]);

  if (invite.data) return <LinkDialog title={w.invite} link={invite.data} onClose={onClose} />;
  return (
    <Dialog open onClose={onClose} title={w.invite} lead={w.inviteLead} acts={<Button look="primary" busy={invite.isPending} onClick={() => invite.mutate()}>{w.makeLink}</Button>}>
      <TextInput label={w.name} value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
      <TextInput label={w.email} type="email" value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
      <Select label={w.role} data={roles} value={role} onChange={(next) => next && setRole(next as Role)} />
      <MultiSelect label={w.departments} data={departments} value={departmentIds} onChange={setDepartmentIds} />
    </Dialog>
  );
}

function LinkDialog({ title, link, onClose }: { title: string; link: Invitation; onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title={title} lead={w.linkReady}>
      {link.url && <CopyLine label={title} text={link.url} copy={words.copy} copied={words.copied} />}
      <Callout tone="calm">{w.expires(shortTime(link.expiresAt))}</Callout>
    </Dialog>
  );
}

export function LockedOutDialog({ teammate, onClose }: { teammate: Teammate; onClose: () => void }) {
  const letIn = useChange(() => api.post<Invitation>(`/teammates/${teammate.id}/new-password`), ["invitations"]);
  if (letIn.data) return <LinkDialog title={w.lockedOut.title(teammate.name)} link={letIn.data} onClose={onClose} />;
  return (
    <Dialog open onClose={onClose} title={w.lockedOut.title(teammate.name)} lead={w.lockedOut.lead} acts={<Button look="primary" busy={letIn.isPending} onClick={() => letIn.mutate()} data-autofocus>{w.makeLink}</Button>}>
      <Callout tone="calm">{w.lockedOut.words}</Callout>
    </Dialog>
  );
}

export function TeammateDialog({ teammate, onLockedOut, onClose }: { teammate: Teammate; onLockedOut: (() => void) | null; onClose: () => void }) {
  const [role, setRole] = useState(teammate.role);
  const [departmentIds, setDepartmentIds] = useState(teammate.departmentIds);
  const [teamRoleId, setTeamRoleId] = useState(teammate.teamRoleId);
  const houseRoles = (useQuery(rolesQuery).data ?? []).map((one) => ({ value: one.id, label: one.name }));
  const departments = useDepartmentChoices();
  const save = useChange(() => api.patch(`/teammates/${teammate.id}`, { body: { role, departmentIds, ...(teamRoleId && role !== "owner" ? { teamRoleId } : { seesAll: true }) } }), ["teammates", "roles", "departments", "me"], words.saved);
  return (
    <Dialog open onClose={onClose} title={w.change(teammate.name)} acts={<>
      {onLockedOut && <Button look="plain" onClick={onLockedOut}>{w.lockedOut.open}</Button>}
      <Button look="primary" busy={save.isPending} onClick={() => save.mutate(undefined, { onSuccess: onClose })}>{words.save}</Button>
    </>}>
      <Select label={w.role} data={roles} value={role} onChange={(next) => next && setRole(next as Role)} data-autofocus />
      <MultiSelect label={w.departments} data={departments} value={departmentIds} onChange={setDepartmentIds} />
      {houseRoles.length > 0 && role !== "owner" && <Select label={rolesWords.assigned} data={houseRoles} value={teamRoleId} onChange={setTeamRoleId} placeholder={rolesWords.seesAll} clearable />}
    </Dialog>
  );
}

export function LeaveDialog({ teammate, onClose }: { teammate: Teammate; onClose: () => void }) {
  const [handTo, setHandTo] = useState<string | null>(null);
  const others = useTeammates().filter((one) => one.id !== teammate.id && one.state === "active").map((one) => ({ value: one.id, label: one.name }));
  const leave = useChange(() => api.delete(`/teammates/${teammate.id}`, { query: { handTo } }), ["teammates", "cases", "departments"]);
  return (
    <Dialog open onClose={onClose} title={w.leaveTitle(teammate.name)} lead={w.leaveLead} acts={<Button look="danger" busy={leave.isPending} onClick={() => leave.mutate(undefined, { onSuccess: onClose })}>{w.leaveDo}</Button>}>
      <Select label={w.handTo} data={others} value={handTo} onChange={setHandTo} clearable />
    </Dialog>
  );
}
