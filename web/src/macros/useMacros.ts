import { useQuery } from "@tanstack/react-query";
import { api } from "../api/api";
import type { Macro, MacroStep, Page } from "../api/types";
import { answersQuery } from "../documents/answersQuery";
import { useDepartments } from "../departments/useDepartments";
import { useTeammates } from "../team/useMe";
import { stepSentence } from "./stepSentence";

/** The macros one may run: one's own, those of one's departments, and everybody's. */
export function useMacros(enabled = true) {
  return useQuery({ enabled, queryKey: ["macros"], queryFn: () => api.get<Page<Macro>>("/macros"), select: (page) => page.items });
}

/** Says a step as a sentence, with the names of what it speaks of. */
export function useStepSentence(): (step: MacroStep) => string {
  const answers = useQuery(answersQuery).data ?? [];
  const departments = useDepartments();
  const team = useTeammates();
  return (step) => stepSentence(step, {
    answer: answers.find((one) => one.id === step.answerId)?.title,
    department: departments.find((one) => one.id === step.departmentId)?.name,
    owner: team.find((one) => one.id === step.ownerId)?.name,
  });
}
