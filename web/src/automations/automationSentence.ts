import type { AutomationAsked } from "../api/types";
import { spanOf } from "../macros/stepSentence";
import { automationWords } from "../words/automationWords";

const w = automationWords.says;

export interface ConditionNames { departments: string[]; branches: string[]; channels: string[]; languages: string[] }

/** When it begins and for which cases, as one sentence; what it does follows step by step. */
export function automationSentence(one: Pick<AutomationAsked, "when" | "hours" | "inOpenHours" | "conditions">, names: ConditionNames): string {
  const asked = one.conditions ?? {};
  const after = one.hours === 0 ? w.once : w.after(spanOf(one.hours), one.inOpenHours);
  const which = [
    names.departments.length > 0 && w.in(names.departments),
    names.branches.length > 0 && w.about(names.branches),
    names.channels.length > 0 && w.by(names.channels),
    names.languages.length > 0 && w.speaks(names.languages),
    (asked.words ?? []).length > 0 && w.says([...asked.words!]),
    (asked.tags ?? []).length > 0 && w.tagged([...asked.tags!]),
    asked.unowned != null && (asked.unowned ? w.unowned : w.owned),
    asked.inPublic != null && (asked.inPublic ? w.inPublic : w.inPrivate),
  ].filter(Boolean);
  return [w.when[one.when](after), ...which].join(", ");
}
