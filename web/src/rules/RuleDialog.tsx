import { useState } from "react";
import { api } from "../api/api";
import type { HouseRule, HouseRuleInput, RuleTrial } from "../api/types";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Select, Textarea, TextInput } from "../ui/fields";
import { languages } from "../ui/languages";
import { say } from "../ui/Toasts";
import { useChange } from "../ui/useChange";
import { rulesWords as w } from "../words/rulesWords";
import { words } from "../words/words";
import { RuleScope, type Scope } from "./RuleScope";
import { TrialResult } from "./TrialResult";

const f = w.fields;
type Kind = HouseRule["kind"];
const lined: Kind[] = ["avoid", "numbers", "required"];
const limited: Kind[] = ["length", "reading"];

/** A rule as one sentence after another, tried on what was really said before it counts. */
export function RuleDialog({ rule, onClose }: { rule: HouseRule | null; onClose: () => void }) {
  const [name, setName] = useState(rule?.name ?? "");
  const [kind, setKind] = useState<Kind>(rule?.kind ?? "avoid");
  const [stops, setStops] = useState(rule?.stops ?? false);
  const [scope, setScope] = useState<Scope>({ place: rule?.place ?? "anywhere", departments: rule?.departments ?? [], channels: rule?.channels ?? [] });
  const [language, setLanguage] = useState(rule?.language ?? null);
  const [lines, setLines] = useState((rule?.phrases ?? []).map((one) => (one.better ? `${one.words} = ${one.better}` : one.words)).join("\n"));
  const [limit, setLimit] = useState(rule?.limit?.toString() ?? "");
  const body: HouseRuleInput = {
    name: name.trim() || w.kinds[kind], kind, stops, isInForce: rule?.isInForce ?? true, ...scope, language, limit: limited.includes(kind) ? Number(limit) || 0 : null, phrases: lined.includes(kind) ? phrasesIn(lines, kind === "avoid") : [],
  };
  const save = useChange(() => (rule ? api.put(`/rules/${rule.id}`, { body }) : api.post("/rules", { body })), ["rules"], w.saved);
  const remove = useChange(() => api.delete(`/rules/${rule!.id}`), ["rules"]);
  const trial = useChange(() => api.post<RuleTrial>("/rules/trial", { body }), []);
  const ready = name.trim() !== "" && (!lined.includes(kind) || kind === "numbers" || body.phrases!.length > 0) && (!limited.includes(kind) || Number(limit) > 0);
  const hints: Partial<Record<Kind, [string, string]>> = { avoid: [f.avoid, f.avoidHint], numbers: [f.numbers, f.numbersHint], required: [f.required, f.requiredHint] };
  return (
    <Dialog open onClose={onClose} width={600} title={rule?.name ?? w.add} acts={<>
      {rule && (rule.builtIn ? rule.changed : true) && <Button look="plain" busy={remove.isPending} onClick={() => remove.mutate(undefined, { onSuccess: () => { if (rule.builtIn) say(w.resetDone); onClose(); } })}>{rule.builtIn ? w.reset : w.remove}</Button>}
      <Button busy={trial.isPending} onClick={() => trial.mutate()}>{w.trial.act}</Button>
      <Button look="primary" disabled={!ready} busy={save.isPending} onClick={() => save.mutate(undefined, { onSuccess: onClose })}>{words.save}</Button>
    </>}>
      <TextInput label={f.name} description={f.nameHint} value={name} maxLength={120} required onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
      <Select label={f.kind} data={Object.entries(w.kinds).map(([value, label]) => ({ value, label }))} value={kind} disabled={rule !== null} onChange={(value) => value && setKind(value as Kind)} allowDeselect={false} />
      {hints[kind] && <Textarea label={hints[kind][0]} description={hints[kind][1]} value={lines} autosize minRows={3} maxRows={12} onChange={(event) => setLines(event.currentTarget.value)} />}
      {limited.includes(kind) && <TextInput label={kind === "length" ? f.length : f.reading} inputMode="numeric" value={limit} onChange={(event) => setLimit(event.currentTarget.value.replace(/\D/g, ""))} />}
      <Select label={f.effect} data={[{ value: "warns", label: w.effect.warns }, { value: "stops", label: w.effect.stops }]} value={stops ? "stops" : "warns"} onChange={(value) => setStops(value === "stops")} allowDeselect={false} />
      <RuleScope scope={scope} onScope={setScope} />
      <Select label={f.language} placeholder={f.anyLanguage} data={languages()} value={language} onChange={setLanguage} clearable searchable />
      {trial.data && <TrialResult trial={trial.data} />}
    </Dialog>
  );
}

/** One on each line; what stands behind the first = is the better word. */
function phrasesIn(lines: string, better: boolean): { words: string; better: string | null }[] {
  return lines.split("\n").map((line) => line.trim()).filter(Boolean).map((line) => {
    const at = better ? line.indexOf("=") : -1;
    return at < 0 ? { words: line, better: null } : { words: line.slice(0, at).trim(), better: line.slice(at + 1).trim() || null };
  }).filter((one) => one.words !== "");
}
