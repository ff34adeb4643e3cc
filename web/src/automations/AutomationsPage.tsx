import { useState } from "react";
import { api } from "../api/api";
import type { Automation } from "../api/types";
import { channelName } from "../connections/ChannelMark";
import { useStepSentence } from "../macros/useMacros";
import { type Choice, useChoices } from "../routing/useRoutes";
import { Asked } from "../ui/Asked";
import { Button } from "../ui/Button";
import { Badge } from "../ui/Chip";
import { Empty } from "../ui/Empty";
import { Switch } from "../ui/fields";
import { languageName } from "../ui/languages";
import { Rows, SettingsPiece, SettingsRow } from "../ui/SettingsPiece";
import { useChange } from "../ui/useChange";
import { automationWords as w } from "../words/automationWords";
import { words } from "../words/words";
import { AutomationDialog } from "./AutomationDialog";
import { automationSentence } from "./automationSentence";
import styles from "./automations.module.css";
import { RunsDialog } from "./RunsDialog";
import { useAutomations } from "./useAutomations";

/** What is done to cases by itself: read, switched on and off, and what each of them did. */
export function AutomationsPage() {
  const automations = useAutomations();
  const [editing, setEditing] = useState<Automation | "new" | null>(null);
  const [reading, setReading] = useState<Automation | null>(null);
  return (
    <SettingsPiece title={w.title} lead={w.lead} act={<Button look="primary" onClick={() => setEditing("new")}>{w.add}</Button>}>
      <Asked query={automations}>{(list) => list.length === 0 ? <Empty title={w.empty.title}>{w.empty.words}</Empty> : (
        <Rows>{list.map((one) => <AutomationLine key={one.id} automation={one} onEdit={() => setEditing(one)} onRead={() => setReading(one)} />)}</Rows>
      )}</Asked>
      {editing && <AutomationDialog automation={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
      {reading && <RunsDialog automation={reading} onClose={() => setReading(null)} />}
    </SettingsPiece>
  );
}

function AutomationLine({ automation, onEdit, onRead }: { automation: Automation; onEdit: () => void; onRead: () => void }) {
  const says = useStepSentence();
  const choices = useChoices();
  const { id, name, conditions } = automation;
  const toggle = useChange((on: boolean) => (on ? api.put(`/automations/${id}/activation`) : api.delete(`/automations/${id}/activation`)), ["automations"]);
  const names = {
    departments: labels(choices.departments, conditions.departments), branches: labels(choices.branches, conditions.branches),
    channels: (conditions.channels ?? []).map((one) => channelName(one)), languages: (conditions.languages ?? []).map(languageName),
  };
  const isStale = automation.missing !== null || automation.steps.some((step) => step.missing);
  return (
    <SettingsRow lead={<Switch aria-label={w.switch(name)} checked={automation.onSince !== null} disabled={toggle.isPending} onChange={(event) => toggle.mutate(event.currentTarget.checked)} />}
      title={<>{name}{isStale && <Badge tone="warm">{w.stale}</Badge>}</>}
      about={<><p className={styles.when}>{automationSentence(automation, names)}:{automation.missing && <span className={styles.missing}> {automation.missing}</span>}</p>
        <ol className={styles.steps}>{automation.steps.map((step, at) => <li key={at}>{says(step)}{step.missing && <span className={styles.missing}> {step.missing}</span>}</li>)}</ol></>}
      acts={<><Button small aria-label={`${w.runs}: ${name}`} onClick={onRead}>{w.runs}</Button><Button small aria-label={`${words.edit}: ${name}`} onClick={onEdit}>{words.edit}</Button></>} />
  );
}

const labels = (choices: Choice[], ids: readonly string[] | null | undefined) => choices.filter((one) => ids?.includes(one.value)).map((one) => one.label);
