import type { Opening } from "../api/types";

/** The week as one would say it: days that follow each other with the same times stand together. Monday is 1. */
export function openingHours(openings: Opening[], nameOf: (day: number) => string): string {
  const times = (day: number) => openings.filter((opening) => opening.day === day).map((opening) => `${opening.from.slice(0, 5)}–${opening.to.slice(0, 5)}`).sort().join(", ");
  const runs: { from: number; to: number; times: string }[] = [];
  for (let day = 1; day <= 7; day++) {
    const said = times(day);
    const last = runs.at(-1);
    if (!said) continue;
    if (last && last.to === day - 1 && last.times === said) last.to = day;
    else runs.push({ from: day, to: day, times: said });
  }
  return runs.map((run) => `${run.from === run.to ? nameOf(run.from) : `${nameOf(run.from)}–${nameOf(run.to)}`} ${run.times}`).join(" · ");
}
