import { CalendarPlus } from "lucide-react";
import { useRef, useState } from "react";
import { api } from "../api/api";
import type { Calendar, HolidaysTaken } from "../api/types";
import { Button } from "../ui/Button";
import { Callout } from "../ui/Callout";
import { useChange } from "../ui/useChange";
import { hoursWords as w } from "../words/hoursWords";
import styles from "./hours.module.css";

/** Holidays out of a calendar file, and what of it was not taken. */
export function TakeHolidays({ calendar, onTaken }: { calendar: Calendar; onTaken: (calendar: Calendar) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [taken, setTaken] = useState<HolidaysTaken | null>(null);
  const take = useChange((file: File) => api.post<HolidaysTaken>(`/calendars/${calendar.id}/holidays`, { body: new Blob([file]) }), ["calendars"]);
  const choose = (file: File | undefined) => file && take.mutate(file, { onSuccess: (answer) => { setTaken(answer); onTaken(answer.calendar); } });

  return (
    <div className={styles.take}>
      <input ref={input} type="file" accept=".ics,text/calendar" hidden onChange={(event) => { choose(event.currentTarget.files?.[0]); event.currentTarget.value = ""; }} />
      <Button small icon={<CalendarPlus />} busy={take.isPending} onClick={() => input.current?.click()}>{w.take}</Button>
      <p className={styles.quiet}>{w.takeLead}</p>
      {taken && (
        <Callout tone={taken.leftOut.length ? "warm" : "good"}>
          {w.taken(taken.added, taken.known)}
          {taken.leftOut.length > 0 && <> {w.leftOut}<ul className={styles.left}>{taken.leftOut.map((one, at) => <li key={at}><b>{one.name}</b> {one.why}</li>)}</ul></>}
        </Callout>
      )}
    </div>
  );
}
