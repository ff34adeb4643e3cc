import { useState } from "react";
import { api } from "../api/api";
import type { Calendar } from "../api/types";
import { Openings } from "../team/Openings";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Select, Switch, TextInput } from "../ui/fields";
import { Section } from "../ui/SettingsPiece";
import { Sure } from "../ui/Sure";
import { timeZones } from "../ui/timeZones";
import { useChange } from "../ui/useChange";
import { hoursWords as w } from "../words/hoursWords";
import { words } from "../words/words";
import { Days } from "./Days";
import { NextWeek } from "./NextWeek";
import { TakeHolidays } from "./TakeHolidays";

const touched = ["calendars", "departments", "branches", "targets", "places"];
const usual: Calendar["openings"] = [1, 2, 3, 4, 5].map((day) => ({ day, from: "08:00", to: "17:00" }));

export function CalendarDialog({ calendar, zone, onClose }: { calendar: Calendar | null; zone: string; onClose: () => void }) {
  const [name, setName] = useState(calendar?.name ?? "");
  const [timeZone, setTimeZone] = useState(calendar?.timeZone ?? "");
  const [openings, setOpenings] = useState(calendar?.openings ?? usual);
  const [days, setDays] = useState(calendar?.days ?? []);
  const [isDefault, setIsDefault] = useState(calendar?.isDefault ?? false);
  const [removing, setRemoving] = useState(false);
  const body = { name: name.trim(), timeZone, openings, days, ...(calendar && isDefault && { isDefault }) };
  const save = useChange(() => (calendar ? api.patch(`/calendars/${calendar.id}`, { body }) : api.post("/calendars", { body: { ...body, timeZone: timeZone || null } })), touched, calendar ? w.recount : words.saved);
  const remove = useChange(() => api.delete(`/calendars/${calendar!.id}`), touched);
  const zones = [{ value: "", label: w.houseZone(zone) }, ...timeZones().map((one) => ({ value: one, label: one }))];

  return (
    <>
      <Dialog open={!removing} onClose={onClose} width={640} title={calendar?.name ?? w.add} acts={<>
        {calendar && !calendar.isDefault && <Button look="plain" onClick={() => setRemoving(true)}>{w.remove}</Button>}
        <Button look="primary" disabled={!name.trim() || openings.length === 0} busy={save.isPending} onClick={() => save.mutate(undefined, { onSuccess: onClose })}>{words.save}</Button>
      </>}>
        <TextInput label={w.name} value={name} onChange={(event) => setName(event.currentTarget.value)} required data-autofocus />
        <Select label={w.zone} data={zones} value={timeZone} onChange={(next) => setTimeZone(next ?? "")} allowDeselect={false} searchable />
        {calendar && <Switch label={w.beDefault} checked={isDefault} disabled={calendar.isDefault} onChange={(event) => setIsDefault(event.currentTarget.checked)} />}
        <Section title={w.week} lead={w.weekLead}><Openings openings={openings} onChange={setOpenings} /></Section>
        <Section title={w.days} lead={w.daysLead}>
          <Days days={days} onChange={setDays} />
          {calendar && <TakeHolidays calendar={calendar} onTaken={(taken) => setDays(taken.days)} />}
        </Section>
        {calendar && <Section title={w.next} lead={w.nextLead}><NextWeek spans={calendar.next} /></Section>}
      </Dialog>
      {removing && <Sure title={w.remove} lead={w.removeWords} act={w.remove} onClose={() => setRemoving(false)} onAct={() => remove.mutate(undefined, { onSuccess: onClose })} />}
    </>
  );
}
