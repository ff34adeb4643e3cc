import type { MacroStep } from "../api/types";
import { lightWords } from "../words/lightWords";

const w = lightWords.macros.says;

export interface StepNames { answer?: string; department?: string; owner?: string }

export function stepSentence(step: MacroStep, names: StepNames): string {
  if (step.kind === "words") return names.answer ? w.words(names.answer) : w.wordsGone;
  if (step.kind === "give") {
    const to = [step.ownerId && (names.owner ?? w.gone), step.departmentId && (names.department ?? w.gone)].filter(Boolean) as string[];
    return w.give(to);
  }
  if (step.kind === "tag") return w.tag(step.tags ?? []);
  if (step.kind === "snooze") return w.snooze(spanOf(step.hours ?? 0));
  return step.kind === "close" ? w.close : w.giveBack;
}

/** Hours as people say them: whole weeks, else whole days, else hours. */
export function spanOf(hours: number): string {
  if (hours % 168 === 0) return w.weeks(hours / 168);
  return hours % 24 === 0 ? w.days(hours / 24) : w.hours(hours);
}
