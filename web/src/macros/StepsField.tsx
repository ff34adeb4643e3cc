import type { MacroStep } from "../api/types";
import { Select } from "../ui/fields";
import { lightWords } from "../words/lightWords";
import { StepFields } from "./StepFields";
import styles from "./macros.module.css";

const w = lightWords.macros;
const most = 10;
type Kind = MacroStep["kind"];

interface StepsFieldProps { steps: MacroStep[]; onSteps: (steps: MacroStep[]) => void; without?: Kind[] }

/** Steps as one sentence after another, and what may be added to them. */
export function StepsField({ steps, onSteps, without = [] }: StepsFieldProps) {
  const open = kindsLeft(steps).filter((kind) => !without.includes(kind));
  const change = (at: number, step: MacroStep) => onSteps(steps.map((one, i) => (i === at ? step : one)));
  return <>
    {steps.length > 0 && <ol className={styles.fields} aria-label={w.steps}>
      {steps.map((step, at) => <StepFields key={at} at={at} step={step} onStep={(next) => change(at, next)} onRemove={() => onSteps(steps.filter((_, i) => i !== at))} />)}
    </ol>}
    {steps.length < most && open.length > 0 && <Select label={steps.length ? w.then : w.first} placeholder={w.choose} value={null} data={open.map((kind) => ({ value: kind, label: w.kinds[kind] }))}
      onChange={(kind) => kind && onSteps([...steps, kind === "snooze" ? { kind, hours: 24 } : { kind: kind as Kind }])} />}
  </>;
}

/** What may still be added: each thing once, tags as often as one likes, and nothing against what stands there. */
function kindsLeft(steps: MacroStep[]): Kind[] {
  const has = (...kinds: Kind[]) => steps.some((step) => kinds.includes(step.kind));
  return (Object.keys(w.kinds) as Kind[]).filter((kind) => kind === "tag" || !(kind === "words" ? has("words") : kind === "close" || kind === "snooze" ? has("close", "snooze") : has("give", "giveBack")));
}
