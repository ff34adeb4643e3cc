import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import type { MacroStep } from "../api/types";
import { answersQuery } from "../documents/answersQuery";
import { useDepartments } from "../departments/useDepartments";
import { mayWrite, useTeammates } from "../team/useMe";
import { IconButton } from "../ui/Button";
import { Select, TagsInput } from "../ui/fields";
import { lightWords } from "../words/lightWords";
import { spanOf } from "./stepSentence";
import styles from "./macros.module.css";

const w = lightWords.macros;
const spans = [2, 24, 48, 72, 168, 336, 720];

/** Whether nothing is missing in it. */
export function isWhole(step: MacroStep): boolean {
  if (step.kind === "words") return Boolean(step.answerId);
  if (step.kind === "give") return Boolean(step.ownerId || step.departmentId);
  if (step.kind === "tag") return (step.tags ?? []).length > 0;
  return step.kind !== "snooze" || Boolean(step.hours);
}

interface StepFieldsProps { at: number; step: MacroStep; onStep: (step: MacroStep) => void; onRemove: () => void }

/** One step and what it needs. */
export function StepFields({ at, step, onStep, onRemove }: StepFieldsProps) {
  return (
    <li className={styles.step}>
      <div className={styles.field}><Needs step={step} onStep={onStep} /></div>
      <IconButton label={w.removeStep(at + 1)} onClick={onRemove}><X /></IconButton>
    </li>
  );
}

function Needs({ step, onStep }: Pick<StepFieldsProps, "step" | "onStep">) {
  const answers = useQuery(answersQuery).data ?? [];
  const team = useTeammates().filter((one) => one.state === "active" && mayWrite(one.role));
  const departments = useDepartments();
  const label = w.kinds[step.kind];
  if (step.kind === "words") return <Select label={label} description={w.draftHint} placeholder={w.chooseAnswer} searchable value={step.answerId ?? null} onChange={(answerId) => onStep({ ...step, answerId })} data={answers.map((one) => ({ value: one.id, label: one.title }))} />;
  if (step.kind === "tag") return <TagsInput label={label} value={[...(step.tags ?? [])]} maxTags={20} onChange={(tags) => onStep({ ...step, tags })} />;
  if (step.kind === "snooze") return <Select label={label} allowDeselect={false} value={String(step.hours ?? "")} onChange={(hours) => onStep({ ...step, hours: Number(hours) })}
    data={[...new Set([...spans, ...(step.hours ? [step.hours] : [])])].sort((one, two) => one - two).map((hours) => ({ value: String(hours), label: w.says.for(spanOf(hours)) }))} />;
  if (step.kind === "give") return <Select label={label} placeholder={w.chooseWho} searchable value={step.ownerId ? `t ${step.ownerId}` : step.departmentId ? `d ${step.departmentId}` : null}
    onChange={(to) => onStep({ kind: "give", ...(to?.startsWith("d ") ? { departmentId: to.slice(2) } : to ? { ownerId: to.slice(2) } : {}) })}
    data={[{ group: lightWords.many.departments, items: departments.map((one) => ({ value: `d ${one.id}`, label: one.name })) }, { group: lightWords.many.team, items: team.map((one) => ({ value: `t ${one.id}`, label: one.name })) }]} />;
  return <p className={styles.plain}>{label}{step.kind === "close" && <span className={styles.hint}>{w.closeHint}</span>}</p>;
}
