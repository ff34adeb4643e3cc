import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { openingHours } from "../connections/openingHours";
import { api } from "../api/api";
import type { Calendar, Workspace } from "../api/types";
import { calendarsQuery } from "../departments/useCalendars";
import { Asked } from "../ui/Asked";
import { Button } from "../ui/Button";
import { Badge } from "../ui/Chip";
import { Rows, Section, SettingsPiece, SettingsRow } from "../ui/SettingsPiece";
import { hoursWords as w } from "../words/hoursWords";
import { words } from "../words/words";
import { CalendarDialog } from "./CalendarDialog";
import { HousePromises } from "./HousePromises";
import { Targets } from "./Targets";

/** When somebody is there, and what is promised in those hours. */
export function HoursPage() {
  const calendars = useQuery(calendarsQuery);
  const workspace = useQuery({ queryKey: ["workspace"], queryFn: () => api.get<Workspace>("/workspace") });
  return (
    <SettingsPiece title={w.title} lead={w.lead}>
      <Asked query={workspace}>{(house) => <>
        <Section title={w.promises} lead={w.promisesLead}><HousePromises key={house.id} house={house} /></Section>
        <Section title={w.other} lead={w.otherLead}><Targets /></Section>
        <Asked query={calendars}>{(list) => <Calendars calendars={list} zone={house.timeZone} />}</Asked>
      </>}</Asked>
    </SettingsPiece>
  );
}

function Calendars({ calendars, zone }: { calendars: Calendar[]; zone: string }) {
  const [editing, setEditing] = useState<string | "new" | null>(null);
  const edited = calendars.find((one) => one.id === editing);
  return (
    <Section title={w.calendars} lead={w.calendarsLead}>
      <Rows>{calendars.map((calendar) => (
        <SettingsRow key={calendar.id} title={<>{calendar.name}{calendar.isDefault && <Badge>{w.usual}</Badge>}</>}
          about={[openingHours(calendar.openings, dayName), calendar.timeZone, w.daysOfOwn(calendar.days.length)].filter(Boolean).join(" · ")}
          acts={<Button small onClick={() => setEditing(calendar.id)}>{words.edit}</Button>} />
      ))}</Rows>
      <Button onClick={() => setEditing("new")}>{w.add}</Button>
      {(editing === "new" || edited) && <CalendarDialog calendar={edited ?? null} zone={zone} onClose={() => setEditing(null)} />}
    </Section>
  );
}

const short = new Intl.DateTimeFormat(undefined, { weekday: "short", timeZone: "UTC" });

// The first of January 2024 was a Monday.
const dayName = (day: number) => short.format(new Date(Date.UTC(2024, 0, day)));
