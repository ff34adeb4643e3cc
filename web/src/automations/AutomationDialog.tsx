import { useState } from "react";
import { api } from "../api/api";
import type { Automation, AutomationAsked, AutomationTrial, AutomationWhen, MacroStep } from "../api/types";
import { isWhole } from "../macros/StepFields";
import { StepsField } from "../macros/StepsField";
import { spanOf } from "../macros/stepSentence";
import { type Choice, useChoices } from "../routing/useRoutes";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { MultiSelect, Select, Switch, TagsInput, TextInput } from "../ui/fields";
import { languages } from "../ui/languages";
import { Sure } from "../ui/Sure";
import { useChange } from "../ui/useChange";
import { automationWords as w } from "../words/automationWords";
import { words } from "../words/words";
import styles from "./automations.module.css";
import { TrialResult } from "./TrialResult";

const spans = [1, 2, 4, 8, 24, 48, 72, 168, 336, 720];

/** An automation as one sentence after another: when, for which cases, and what is done. It can be tried before it is kept. */
export function AutomationDialog({ automation, onClose }: { automation: Automation | null; onClose: () => void }) {
  const choices = useChoices();
  const [name, setName] = useState(automation?.name ?? "");
  const [when, setWhen] = useState<AutomationWhen>(automation?.when ?? "silent");
  const [hours, setHours] = useState(automation?.hours ?? 168);
  const [inOpenHours, setOpenHours] = useState(automation?.inOpenHours ?? false);
  const [asked, setAsked] = useState(automation?.conditions ?? {});
  const [steps, setSteps] = useState<MacroStep[]>(() => (automation?.steps ?? []).map(({ missing, ...step }) => (missing ? { kind: step.kind } : step)));
  const [removing, setRemoving] = useState(false);
  const mayBeAtOnce = when === "opened" || when === "closed" || when === "written";
  const body: AutomationAsked = { name, when, hours: hours === 0 && !mayBeAtOnce ? 1 : hours, inOpenHours, conditions: asked, steps };
  const save = useChange(() => (automation ? api.put(`/automations/${automation.id}`, { body }) : api.post("/automations", { body })), ["automations"], words.saved);
  const remove = useChange(() => api.delete(`/automations/${automation!.id}`), ["automations"], w.removed);
  const trial = useChange(() => api.post<AutomationTrial>("/automations/trial", { body: { ...body, name: name.trim() || w.title } }), []);
  const isReady = steps.length > 0 && steps.every(isWhole);
  return (
    <Dialog open onClose={onClose} width={600} title={automation?.name ?? w.add} lead={w.onlyNew} acts={<>
      {automation && <Button look="plain" onClick={() => setRemoving(true)}>{words.remove}</Button>}
      <Button disabled={!isReady} busy={trial.isPending} onClick={() => trial.mutate()}>{w.try}</Button>
      <Button look="primary" busy={save.isPending} disabled={!name.trim() || !isReady} onClick={() => save.mutate(undefined, { onSuccess: onClose })}>{words.save}</Button>
    </>}>
      <TextInput label={w.name} value={name} maxLength={80} required onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
      <Select label={w.when} value={when} allowDeselect={false} onChange={(value) => value && setWhen(value as AutomationWhen)} data={(Object.keys(w.kinds) as AutomationWhen[]).map((kind) => ({ value: kind, label: w.kinds[kind] }))} />
      <Select label={w.after} value={String(body.hours)} allowDeselect={false} onChange={(value) => setHours(Number(value))}
        data={[...new Set([...(mayBeAtOnce ? [0] : []), ...spans, body.hours])].sort((one, two) => one - two).map((one) => ({ value: String(one), label: one === 0 ? w.says.once : spanOf(one) }))} />
      {body.hours > 0 && <Switch label={w.openHours} description={w.openHoursWords} checked={inOpenHours} onChange={(event) => setOpenHours(event.currentTarget.checked)} />}
      <div className={styles.asks}>
        {several(w.departments, choices.departments, asked.departments, (departments) => setAsked({ ...asked, departments }))}
        {choices.branches.length > 0 && several(w.branches, choices.branches, asked.branches, (branches) => setAsked({ ...asked, branches }))}
        {several(w.channels, choices.channels, asked.channels, (channels) => setAsked({ ...asked, channels }))}
        {several(w.languages, languages(), asked.languages, (spoken) => setAsked({ ...asked, languages: spoken }))}
        <TagsInput label={w.words} placeholder={asked.words?.length ? undefined : w.wordsWhere} value={[...(asked.words ?? [])]} maxTags={60} onChange={(phrases) => setAsked({ ...asked, words: phrases })} />
        <TagsInput label={w.tags} placeholder={asked.tags?.length ? undefined : w.anywhere} value={[...(asked.tags ?? [])]} maxTags={20} onChange={(tags) => setAsked({ ...asked, tags })} />
        <Select label={w.whose} allowDeselect={false} value={said(asked.unowned)} onChange={(value) => setAsked({ ...asked, unowned: meant(value) })} data={[{ value: "", label: w.anybodys }, { value: "yes", label: w.unowned }, { value: "no", label: w.owned }]} />
        <Select label={w.where} allowDeselect={false} value={said(asked.inPublic)} onChange={(value) => setAsked({ ...asked, inPublic: meant(value) })} data={[{ value: "", label: w.everywhere }, { value: "yes", label: w.inPublic }, { value: "no", label: w.inPrivate }]} />
      </div>
      <StepsField steps={steps} onSteps={setSteps} without={when === "closed" ? ["words", "close", "snooze"] : ["words"]} />
      {trial.data && <TrialResult trial={trial.data} />}
      {removing && <Sure title={w.remove} lead={w.removeWords} act={w.remove} onAct={() => remove.mutate(undefined, { onSuccess: onClose })} onClose={() => setRemoving(false)} />}
    </Dialog>
  );
}

/** What is chosen and there no more stays to be seen: who takes the last of a list away makes it mean everything. */
const several = (label: string, data: Choice[], chosen: readonly string[] | null | undefined, choose: (list: string[]) => void) => {
  const gone = (chosen ?? []).filter((one) => !data.some((known) => known.value === one)).map((value) => ({ value, label: w.gone }));
  return <MultiSelect label={label} placeholder={chosen?.length ? undefined : w.anywhere} data={[...data, ...gone]} value={[...(chosen ?? [])]} onChange={choose} searchable />;
};
const said = (wanted: boolean | null | undefined) => (wanted == null ? "" : wanted ? "yes" : "no");
const meant = (value: string | null) => (value ? value === "yes" : null);
