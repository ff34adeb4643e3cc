import { Plus, X } from "lucide-react";
import { useState } from "react";
import type { FieldCondition, OwnerPolicy, RoutingRule, RuleConditions, RuleOutcome } from "../api/types";
import { Button, IconButton } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { MultiSelect, Select, TagsInput, TextInput } from "../ui/fields";
import { languages } from "../ui/languages";
import { routeWords as w } from "../words/routeWords";
import styles from "./routes.module.css";
import { sentence } from "./sentence";
import type { Choice, Choices } from "./useRoutes";

interface RuleDialogProps { rule: RoutingRule | null; number: number; choices: Choices; onClose: () => void; onTake: (rule: RoutingRule) => void; onRemove: () => void }

/** One rule, said piece by piece; above it reads as the sentence it becomes. */
export function RuleDialog({ rule, number, choices, onClose, onTake, onRemove }: RuleDialogProps) {
  const [name, setName] = useState(rule?.name ?? w.rule(number));
  const [asks, setAsks] = useState<RuleConditions>(rule?.conditions ?? {});
  const [does, setDoes] = useState<RuleOutcome>(rule?.outcome ?? { owner: "nobody" });
  const ask = (patch: Partial<RuleConditions>) => setAsks({ ...asks, ...patch });
  const made: RoutingRule = { id: rule?.id ?? null, name: name.trim(), off: rule?.off ?? false, conditions: asks, outcome: does, warnings: [] };
  const { when, then } = sentence(made, choices);
  const many = (label: string, data: Choice[], value: readonly string[] | null | undefined, take: (list: string[] | null) => void) =>
    data.length > 0 && <MultiSelect label={label} data={data} value={[...(value ?? [])]} onChange={(list) => take(list.length ? list : null)} searchable />;
  const said = (label: string, value: readonly string[] | null | undefined, take: (list: string[] | null) => void) =>
    <TagsInput label={label} value={[...(value ?? [])]} onChange={(list) => take(list.length ? list : null)} acceptValueOnBlur />;

  return (
    <Dialog open onClose={onClose} width={680} title={rule?.name ?? w.add} lead={`${when}, ${then}.`} acts={<>
      {rule && <Button look="plain" onClick={onRemove}>{w.remove}</Button>}
      <Button look="primary" disabled={!made.name} onClick={() => onTake(made)}>{w.done}</Button>
    </>}>
      <div className={styles.fields}>
        <div className={styles.wide}><TextInput label={w.name} description={w.nameHint} value={name} maxLength={80} onChange={(event) => setName(event.currentTarget.value)} required data-autofocus /></div>
        <h4 className={styles.legend}>{w.asks}</h4>
        <p className={styles.quiet}>{w.asksLead}</p>
        {many(w.channels, choices.channels, asks.channels, (channels) => ask({ channels }))}
        {many(w.connections, choices.connections, asks.connections, (connections) => ask({ connections }))}
        <Tristate label={w.where} value={asks.inPublic} names={[w.anybody, w.inPublic, w.inPrivate]} onChange={(inPublic) => ask({ inPublic })} />
        <Tristate label={w.hours} value={asks.inHours} names={[w.anyHour, w.open, w.closed]} onChange={(inHours) => ask({ inHours })} />
        <p className={styles.quiet}>{w.wordsHint}</p>
        <div className={styles.wide}>{said(w.any, asks.anyWords, (anyWords) => ask({ anyWords }))}</div>
        {said(w.all, asks.allWords, (allWords) => ask({ allWords }))}
        {said(w.none, asks.noWords, (noWords) => ask({ noWords }))}
        <h4 className={styles.legend}>{w.person}</h4>
        <p className={styles.quiet}>{w.personHint}</p>
        {many(w.languages, languages(), asks.languages, (list) => ask({ languages: list }))}
        {many(w.branches, choices.branches, asks.branches, (branches) => ask({ branches }))}
        {many(w.organisations, choices.organisations, asks.organisations, (organisations) => ask({ organisations }))}
        <Fields fields={asks.fields ?? []} choices={choices.fields} onChange={(fields) => ask({ fields: fields.length ? fields : null })} />
        <h4 className={styles.legend}>{w.does}</h4>
        <Select label={w.department} data={choices.departments} value={does.departmentId ?? null} onChange={(departmentId) => setDoes({ ...does, departmentId })} placeholder={w.anyway} clearable searchable />
        {choices.branches.length > 0 && <Select label={w.branch} data={choices.branches} value={does.branchId ?? null} onChange={(branchId) => setDoes({ ...does, branchId })} placeholder={w.noBranch} clearable searchable />}
        <div className={styles.wide}>
          <Select label={w.owner} description={w.ownerHint} allowDeselect={false} data={Object.entries(w.owners).map(([value, label]) => ({ value, label }))} value={does.owner ?? "nobody"}
            onChange={(owner) => setDoes({ ...does, owner: (owner ?? "nobody") as OwnerPolicy, ownerId: null })} />
        </div>
        {does.owner === "teammate" && <Select label={w.who} data={choices.team} value={does.ownerId ?? null} onChange={(ownerId) => setDoes({ ...does, ownerId })} searchable required />}
        {said(w.tags, does.tags, (tags) => setDoes({ ...does, tags }))}
      </div>
    </Dialog>
  );
}

function Tristate({ label, value, names, onChange }: { label: string; value: boolean | null | undefined; names: [string, string, string]; onChange: (value: boolean | null) => void }) {
  const data = [{ value: "", label: names[0] }, { value: "yes", label: names[1] }, { value: "no", label: names[2] }];
  return <Select label={label} data={data} value={value == null ? "" : value ? "yes" : "no"} onChange={(said) => onChange(said ? said === "yes" : null)} allowDeselect={false} />;
}

function Fields({ fields, choices, onChange }: { fields: readonly FieldCondition[]; choices: Choice[]; onChange: (fields: FieldCondition[]) => void }) {
  const change = (at: number, patch: Partial<FieldCondition>) => onChange(fields.map((one, index) => (index === at ? { ...one, ...patch } : one)));
  if (choices.length === 0) return null;
  return <>
    {fields.map((field, at) => (
      <div key={at} className={styles.field}>
        <Select label={w.ownField} data={choices} value={field.key} onChange={(key) => key && change(at, { key })} allowDeselect={false} />
        <TagsInput label={w.values} value={[...field.values]} onChange={(values) => change(at, { values })} acceptValueOnBlur />
        <IconButton label={w.removeField} onClick={() => onChange(fields.filter((_, other) => other !== at))}><X /></IconButton>
      </div>
    ))}
    <div className={styles.wide}><Button small icon={<Plus />} onClick={() => onChange([...fields, { key: choices[0]!.value, values: [] }])}>{w.addField}</Button></div>
  </>;
}
