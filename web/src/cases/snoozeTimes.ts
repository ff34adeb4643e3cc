import { words } from "../words/words";

export interface SnoozeTime { label: string; until: Date }

/** Later today only while there is a later today. */
export function snoozeTimes(now = new Date()): SnoozeTime[] {
  const at = (days: number, hour: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
  const later = new Date(Math.ceil((now.getTime() + 2 * 3_600_000) / 1_800_000) * 1_800_000);
  const toMonday = ((8 - now.getDay()) % 7) || 7;
  return [
    ...(later.getDate() === now.getDate() && later.getHours() < 18 ? [{ label: words.case.laterToday, until: later }] : []),
    { label: words.case.tomorrow, until: at(1, 8) },
    { label: words.case.nextWeek, until: at(toMonday, 8) },
  ];
}

export function toLocalInput(date: Date): string {
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}T${pad(date.getHours())}:${pad(date.getMinutes())}`;
}
