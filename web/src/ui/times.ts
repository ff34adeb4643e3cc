const clock = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: "long" });
const dayMonth = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const dayMonthYear = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
const dayMs = 86_400_000;

export function timeOfDay(at: string | Date): string {
  return clock.format(new Date(at));
}

export function fullTime(at: string | Date): string {
  return full.format(new Date(at));
}

/** How many midnights lie between: 0 today, 1 tomorrow, −1 yesterday. */
export function daysFrom(at: string | Date, now: Date): number {
  return Math.round((midnight(new Date(at)) - midnight(now)) / dayMs);
}

/** "Tomorrow" where it stands alone, "tomorrow" within a sentence; names of days keep the letters their language gives them. */
export function dayName(at: string | Date, now = new Date(), within = false): string {
  const days = daysFrom(at, now);
  const date = new Date(at);
  if (Math.abs(days) >= 7) return dateOf(date, now);
  const name = Math.abs(days) <= 1 ? relative.format(days, "day") : weekday.format(date);
  return within ? name : capital(name);
}

export function dateOf(at: string | Date, now = new Date()): string {
  const date = new Date(at);
  return (date.getFullYear() === now.getFullYear() ? dayMonth : dayMonthYear).format(date);
}

/** Today a clock time, this week a day with it, else a date; within a sentence, "tomorrow" has a small letter. */
export function shortTime(at: string | Date, now = new Date(), within = false): string {
  const days = daysFrom(at, now);
  if (days === 0) return timeOfDay(at);
  if (Math.abs(days) < 7) return `${dayName(at, now, within)} ${timeOfDay(at)}`;
  return dateOf(at, now);
}

export function timeWithin(at: string | Date): string {
  return shortTime(at, new Date(), true);
}

function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

function capital(word: string): string {
  return word.charAt(0).toLocaleUpperCase() + word.slice(1);
}
