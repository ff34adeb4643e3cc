import { useQuery } from "@tanstack/react-query";
import { MapPin } from "lucide-react";
import { useState } from "react";
import { api } from "../api/api";
import type { Branch, Page } from "../api/types";
import { useCalendars } from "../departments/useCalendars";
import { useTeammates } from "../team/useMe";
import { Asked } from "../ui/Asked";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Empty } from "../ui/Empty";
import { MultiSelect, Select, TextInput } from "../ui/fields";
import { Rows, SettingsPiece, SettingsRow } from "../ui/SettingsPiece";
import { Sure } from "../ui/Sure";
import { useChange } from "../ui/useChange";
import { hoursWords } from "../words/hoursWords";
import { words } from "../words/words";

const w = hoursWords.branches;

export function BranchesPage() {
  const branches = useQuery({ queryKey: ["branches"], queryFn: () => api.get<Page<Branch>>("/branches"), select: (page) => page.items });
  const [editing, setEditing] = useState<Branch | "new" | null>(null);
  const [team, calendars] = [useTeammates(), useCalendars()];
  const about = (branch: Branch) => [
    branch.address, branch.inCharge.map((id) => team.find((one) => one.id === id)?.name).filter(Boolean).join(", "),
    calendars.find((one) => one.id === branch.calendarId)?.name, w.open(branch.openCases),
  ].filter(Boolean).join(" · ");

  return (
    <SettingsPiece title={w.title} lead={w.lead} act={<Button look="primary" onClick={() => setEditing("new")}>{w.add}</Button>}>
      <Asked query={branches}>{(list) => list.length === 0 ? <Empty icon={<MapPin />} title={w.empty.title}>{w.empty.words}</Empty> : (
        <Rows>{list.map((branch) => <SettingsRow key={branch.id} title={branch.name} about={about(branch)} acts={<Button small onClick={() => setEditing(branch)}>{words.edit}</Button>} />)}</Rows>
      )}</Asked>
      {editing && <BranchDialog branch={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
    </SettingsPiece>
  );
}

function BranchDialog({ branch, onClose }: { branch: Branch | null; onClose: () => void }) {
  const [name, setName] = useState(branch?.name ?? "");
  const [address, setAddress] = useState(branch?.address ?? "");
  const [inCharge, setInCharge] = useState(branch?.inCharge ?? []);
  const [calendarId, setCalendarId] = useState(branch?.calendarId ?? null);
  const [removing, setRemoving] = useState(false);
  const team = useTeammates().filter((one) => one.state === "active").map((one) => ({ value: one.id, label: one.name }));
  const calendars = useCalendars().map((one) => ({ value: one.id, label: one.name }));
  const body = { name: name.trim(), address: address.trim(), inCharge, calendarId, ...(branch && !calendarId && { withoutCalendar: true }) };
  const save = useChange(() => (branch ? api.patch(`/branches/${branch.id}`, { body }) : api.post("/branches", { body })), ["branches", "cases"], words.saved);
  const remove = useChange(() => api.delete(`/branches/${branch!.id}`), ["branches", "cases"]);

  return (
    <>
      <Dialog open={!removing} onClose={onClose} title={branch?.name ?? w.add} acts={<>
        {branch && <Button look="plain" onClick={() => setRemoving(true)}>{w.remove}</Button>}
        <Button look="primary" disabled={!name.trim()} busy={save.isPending} onClick={() => save.mutate(undefined, { onSuccess: onClose })}>{words.save}</Button>
      </>}>
        <TextInput label={w.name} value={name} onChange={(event) => setName(event.currentTarget.value)} required data-autofocus />
        <TextInput label={w.address} value={address} onChange={(event) => setAddress(event.currentTarget.value)} />
        <MultiSelect label={w.inCharge} data={team} value={inCharge} onChange={setInCharge} searchable />
        <Select label={w.calendar} data={calendars} value={calendarId} onChange={setCalendarId} placeholder={w.ofDepartment} clearable searchable />
      </Dialog>
      {removing && <Sure title={w.remove} lead={w.removeWords} act={w.remove} onClose={() => setRemoving(false)} onAct={() => remove.mutate(undefined, { onSuccess: onClose })} />}
    </>
  );
}
