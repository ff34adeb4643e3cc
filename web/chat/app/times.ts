import { words } from "./words";

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: "long" });
const date = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short" });

export const timeOf = (iso: string): string => clock.format(new Date(iso));

export function dayTitle(iso: string): string {
  const away = daysAway(iso);
  return away === 0 ? words.todayTitle : away === -1 ? words.yesterdayTitle : date.format(new Date(iso));
}

/** "14:20" when it is today, else "tomorrow at 08:00" or "Monday at 08:00". */
export function when(iso: string): string {
  const away = daysAway(iso);
  if (away === 0) return timeOf(iso);
  const day = away === 1 ? words.tomorrow : away > 1 && away < 7 ? weekday.format(new Date(iso)) : date.format(new Date(iso));
  return words.at(day, timeOf(iso));
}

/** Whether the visitor's clock shows another time than the one where we are. */
export const isElsewhere = (localTime: string): boolean => {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  const apart = Math.abs(minutes(localTime) - minutes(clock.format(new Date())));
  return Math.min(apart, 1440 - apart) > 10;
};

export function whenBack(iso: string): string {
  return daysAway(iso) === 0 ? words.at(words.today, timeOf(iso)) : when(iso);
}

function daysAway(iso: string): number {
  const midnight = (day: Date) => Date.UTC(day.getFullYear(), day.getMonth(), day.getDate());
  return Math.round((midnight(new Date(iso)) - midnight(new Date())) / 86_400_000);
}
