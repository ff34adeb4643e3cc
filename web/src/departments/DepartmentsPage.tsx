import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/api";
import type { Department } from "../api/types";
import { useTeammates } from "../team/useMe";
import { Asked } from "../ui/Asked";
import { Button } from "../ui/Button";
import { Badge } from "../ui/Chip";
import { Dialog } from "../ui/Dialog";
import { Empty } from "../ui/Empty";
import { MultiSelect, Select, Switch, TextInput } from "../ui/fields";
import { Rows, Section, SettingsPiece, SettingsRow } from "../ui/SettingsPiece";
import { Sure } from "../ui/Sure";
import { useChange } from "../ui/useChange";
import { afterwardsWords as a } from "../words/afterwardsWords";
import { callWords } from "../words/callWords";
import { documentWords } from "../words/documentWords";
import { standInWords } from "../words/standInWords";
import { settingsWords } from "../words/settingsWords";
import { words } from "../words/words";
import { HouseTemplates } from "./HouseTemplates";
import { changed, MailTemplates, type Templates } from "./MailTemplates";
import { useCalendars } from "./useCalendars";
import { departmentsQuery } from "./useDepartments";

const w = settingsWords.departments;
const h = callWords.hours;
const touched = ["departments", "cases", "teammates", "frame"];

export function DepartmentsPage() {
  const departments = useQuery(departmentsQuery);
  const team = useTeammates();
  const [editing, setEditing] = useState<Department | "new" | null>(null);
  const nameOf = (id: string | null) => team.find((one) => one.id === id)?.name;

  return (
    <SettingsPiece title={w.title} lead={w.lead} act={<Button look="primary" onClick={() => setEditing("new")}>{w.add}</Button>}>
      <Asked query={departments}>{(list) => list.length === 0 ? <Empty title={w.empty.title}>{w.empty.words}</Empty> : (
        <Rows>{list.map((department) => (
          <SettingsRow key={department.id} title={<>{department.name}{department.isDefault && <Badge>{w.defaultBadge}</Badge>}</>}
            about={[nameOf(department.headId) && `${w.head}: ${nameOf(department.headId)}`, w.membersCount(department.memberIds.length), w.open(department.openCases)].filter(Boolean).join(" · ")}
            acts={<Button small onClick={() => setEditing(department)}>{words.edit}</Button>} />
        ))}</Rows>
      )}</Asked>
      <HouseTemplates />
      {editing && <DepartmentDialog department={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
    </SettingsPiece>
  );
}

function DepartmentDialog({ department, onClose }: { department: Department | null; onClose: () => void }) {
  const [name, setName] = useState(department?.name ?? "");
  const [headId, setHeadId] = useState(department?.headId ?? null);
  const [memberIds, setMemberIds] = useState(department?.memberIds ?? []);
  const before: Templates = { greetings: department?.greetings ?? {}, signatures: department?.signatures ?? {} };
  const [templates, setTemplates] = useState(before);
  const [isDefault, setIsDefault] = useState(department?.isDefault ?? false);
  const [onlyOwnerAnswers, setOnlyOwner] = useState(department?.onlyOwnerAnswers ?? true);
  const [askAfterHours, setAskAfter] = useState(department?.askAfterHours ?? 0);
  const calendars = useCalendars();
  const [calendarId, setCalendarId] = useState(department?.calendarId ?? null);
  const [removing, setRemoving] = useState(false);
  const team = useTeammates().filter((one) => one.state === "active").map((one) => ({ value: one.id, label: one.name }));
  const calendar = calendarId ?? calendars.find((one) => one.isDefault)?.id ?? null;
  const body = { name: name.trim(), headId, memberIds, isDefault, onlyOwnerAnswers, askAfterHours, calendarId: calendar, ...changed(before, templates) };
  const save = useChange(() => (department ? api.patch(`/departments/${department.id}`, { body }) : api.post("/departments", { body })), touched, words.saved);
  const remove = useChange(() => api.delete(`/departments/${department!.id}`), touched);

  return (
    <>
      <Dialog open={!removing} onClose={onClose} width={560} title={department?.name ?? w.add} acts={<>
        {department && !department.isDefault && <Button look="plain" onClick={() => setRemoving(true)}>{w.remove}</Button>}
        <Button look="primary" disabled={!name.trim()} busy={save.isPending} onClick={() => save.mutate(undefined, { onSuccess: onClose })}>{words.save}</Button>
      </>}>
        <TextInput label={w.name} value={name} onChange={(event) => setName(event.currentTarget.value)} required data-autofocus />
        <Select label={w.head} data={team} value={headId} onChange={setHeadId} searchable clearable />
        <MultiSelect label={w.members} data={team} value={memberIds} onChange={setMemberIds} searchable />
        <Switch label={w.isDefault} checked={isDefault} disabled={department?.isDefault} onChange={(event) => setIsDefault(event.currentTarget.checked)} />
        <Switch label={standInWords.onlyOwner} description={standInWords.onlyOwnerWords} checked={onlyOwnerAnswers} onChange={(event) => setOnlyOwner(event.currentTarget.checked)} />
        <Switch label={a.asks} description={a.asksWords} checked={askAfterHours > 0} onChange={(event) => setAskAfter(event.currentTarget.checked ? 2 : 0)} />
        {askAfterHours > 0 && <Select label={a.hours} data={[...new Set([1, 2, 4, 8, 24, askAfterHours])].map((hours) => ({ value: String(hours), label: a.after(hours) }))} value={String(askAfterHours)} onChange={(value) => setAskAfter(Number(value ?? 2))} />}
        <Select label={h.own} description={h.lead} placeholder={h.ofHouse} data={calendars.filter((one) => !one.isDefault).map((one) => ({ value: one.id, label: one.name }))} value={calendarId} onChange={setCalendarId} clearable searchable />
        <Section title={documentWords.templates.title} lead={documentWords.templates.lead}><MailTemplates templates={templates} onChange={setTemplates} /></Section>
      </Dialog>
      {removing && <Sure title={w.remove} lead={w.removeWords} act={w.remove} onClose={() => setRemoving(false)} onAct={() => remove.mutate(undefined, { onSuccess: onClose })} />}
    </>
  );
}
