import { useState } from "react";
import { api } from "../api/api";
import type { Scopes, TeamRole } from "../api/types";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { MultiSelect, Switch, TextInput } from "../ui/fields";
import { Sure } from "../ui/Sure";
import { useChange } from "../ui/useChange";
import { rolesWords as w } from "../words/rolesWords";
import { words } from "../words/words";
import type { useScopeChoices } from "./useRoles";

const open: Scopes = { departments: null, branches: null, connections: null, ownCasesOnly: false, contactDetails: true, exports: true, audit: true };
const lists = ["departments", "branches", "connections"] as const;

/** A role: nothing chosen in a list leaves that side open. */
export function RoleDialog({ role, house, onClose }: { role: TeamRole | null; house: ReturnType<typeof useScopeChoices>; onClose: () => void }) {
  const [name, setName] = useState(role?.name ?? "");
  const [scopes, setScopes] = useState<Scopes>(role?.scopes ?? open);
  const [removing, setRemoving] = useState(false);
  const change = (part: Partial<Scopes>) => setScopes((before) => ({ ...before, ...part }));
  const isNarrow = scopes.ownCasesOnly || lists.some((list) => scopes[list] !== null);
  const body = { name: name.trim(), scopes };
  const save = useChange(() => (role ? api.patch(`/roles/${role.id}`, { body }) : api.post("/roles", { body })), ["roles"], words.saved);
  const remove = useChange(() => api.delete(`/roles/${role!.id}`), ["roles"]);

  return (
    <>
      <Dialog open={!removing} onClose={onClose} title={role?.name ?? w.add} lead={w.always} acts={<>
        {role && <Button look="plain" onClick={() => setRemoving(true)}>{w.remove}</Button>}
        <Button look="primary" disabled={!name.trim()} busy={save.isPending} onClick={() => save.mutate(undefined, { onSuccess: onClose })}>{words.save}</Button>
      </>}>
        <TextInput label={w.name} value={name} onChange={(event) => setName(event.currentTarget.value)} required data-autofocus />
        {lists.map((list) => (
          <MultiSelect key={list} label={w[list]} data={house[list]} value={scopes[list] ?? []} placeholder={scopes[list] ? undefined : w.all} searchable
            onChange={(chosen) => change({ [list]: chosen.length > 0 ? chosen : null })} />
        ))}
        <Switch label={w.own} checked={scopes.ownCasesOnly} onChange={(event) => change({ ownCasesOnly: event.currentTarget.checked })} />
        <Switch label={w.contacts} checked={scopes.contactDetails} onChange={(event) => change({ contactDetails: event.currentTarget.checked })} />
        <Switch label={w.exports} checked={scopes.exports && scopes.contactDetails} disabled={!scopes.contactDetails} onChange={(event) => change({ exports: event.currentTarget.checked })} />
        <Switch label={w.record} description={w.recordNote} checked={scopes.audit && scopes.contactDetails && !isNarrow} disabled={isNarrow || !scopes.contactDetails} onChange={(event) => change({ audit: event.currentTarget.checked })} />
      </Dialog>
      {removing && <Sure title={w.remove} lead={w.removeWords} act={w.remove} onClose={() => setRemoving(false)} onAct={() => remove.mutate(undefined, { onSuccess: onClose })} />}
    </>
  );
}
