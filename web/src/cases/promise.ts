import { daysFrom, dayName, timeOfDay, dateOf } from "../ui/times";
import { words } from "../words/words";

export type Warmth = "calm" | "warm" | "hot";
export interface PromiseWords { words: string; warmth: Warmth }

const minute = 60_000;
const near = 30 * minute;
const nearly = 15 * minute;

/** Warmth is time: grey while there is some, amber when it is near, brick when it is nearly late or late. */
export function promiseWords(due: string, now: Date, resting = false): PromiseWords {
  const left = new Date(due).getTime() - now.getTime();
  if (resting && left > 0) return { words: words.promise.lookAgain(whenWords(due, now)), warmth: "calm" };
  if (left <= 0) return { words: words.promise.late(spanWords(-left)), warmth: "hot" };
  if (left <= nearly) return { words: words.promise.minutes(Math.max(1, Math.ceil(left / minute))), warmth: "hot" };
  return { words: daysFrom(due, now) === 0 ? words.promise.by(timeOfDay(due)) : whenWords(due, now), warmth: left <= near ? "warm" : "calm" };
}

function whenWords(due: string, now: Date): string {
  const days = daysFrom(due, now);
  if (days === 0) return timeOfDay(due);
  if (Math.abs(days) < 7) return `${dayName(due, now, true)} ${timeOfDay(due)}`;
  return dateOf(due, now);
}

export function spanWords(ms: number): string {
  const minutes = Math.max(1, Math.floor(ms / minute));
  if (minutes < 60) return words.promise.minute(minutes);
  if (minutes < 48 * 60) return words.promise.hour(Math.floor(minutes / 60));
  return words.promise.day(Math.floor(minutes / 1440));
}
