import { useQuery } from "@tanstack/react-query";
import { Eye } from "lucide-react";
import { useState } from "react";
import type { TeamRole } from "../api/types";
import { Asked } from "../ui/Asked";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { Rows, SettingsPiece, SettingsRow } from "../ui/SettingsPiece";
import { rolesWords as w } from "../words/rolesWords";
import { words } from "../words/words";
import { RoleDialog } from "./RoleDialog";
import { rolesQuery, useScopeChoices, type Choice } from "./useRoles";

/** The roles of the house, each as the sentences that say what it shows. */
export function RolesPage() {
  const roles = useQuery(rolesQuery);
  const house = useScopeChoices();
  const [editing, setEditing] = useState<TeamRole | "new" | null>(null);
  return (
    <SettingsPiece title={w.title} lead={w.lead} act={<Button look="primary" onClick={() => setEditing("new")}>{w.add}</Button>}>
      <Asked query={roles}>{(list) => list.length === 0 ? <Empty icon={<Eye />} title={w.empty.title}>{w.empty.words}</Empty> : (
        <Rows>{list.map((role) => <SettingsRow key={role.id} title={role.name} about={sentences(role, house)} acts={<Button small onClick={() => setEditing(role)} aria-label={`${words.edit} ${role.name}`}>{words.edit}</Button>} />)}</Rows>
      )}</Asked>
      {editing && <RoleDialog role={editing === "new" ? null : editing} house={house} onClose={() => setEditing(null)} />}
    </SettingsPiece>
  );
}

function sentences({ scopes, teammates }: TeamRole, house: ReturnType<typeof useScopeChoices>): string {
  const named = (ids: string[] | null, from: Choice[]) => (ids ?? []).map((id) => from.find((one) => one.value === id)?.label).filter((name) => name !== undefined);
  const names = [...named(scopes.departments, house.departments), ...named(scopes.branches, house.branches), ...named(scopes.connections, house.connections)];
  const isNarrow = scopes.departments !== null || scopes.branches !== null || scopes.connections !== null || scopes.ownCasesOnly;
  return [
    scopes.ownCasesOnly ? w.seesOwn(names) : w.sees(names), w.seesContacts(scopes.contactDetails), w.mayExport(scopes.exports && scopes.contactDetails),
    w.readsRecord(scopes.audit && scopes.contactDetails && !isNarrow), w.held(teammates),
  ].join(" ");
}
