import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/api";
import type { RoutingRule, TrialAnswer } from "../api/types";
import { Button } from "../ui/Button";
import { Select, Switch, Textarea, TextInput } from "../ui/fields";
import form from "../ui/form.module.css";
import { problemWords } from "../ui/problemWords";
import { Section } from "../ui/SettingsPiece";
import { say } from "../ui/Toasts";
import { routeWords as w } from "../words/routeWords";
import styles from "./routes.module.css";
import type { Choices } from "./useRoutes";

/** Words of one's own, or the first ones of a case there was: which rule takes them, and why none before it. */
export function TryRules({ rules, choices }: { rules: RoutingRule[]; choices: Choices }) {
  const [text, setText] = useState("");
  const [number, setNumber] = useState("");
  const [connectionId, setConnection] = useState<string | null>(null);
  const [inPublic, setPublic] = useState(false);
  const body = number ? { case: Number(number), items: rules } : { text, connectionId, inPublic, items: rules };
  const attempt = useMutation({ mutationFn: () => api.post<TrialAnswer>("/routes/trial", { body }), onError: (reason) => say(problemWords(reason), { bad: true }) });

  return (
    <Section title={w.try} lead={w.tryLead}>
      <form className={form.form} onSubmit={(event) => { event.preventDefault(); attempt.mutate(); }}>
        <Textarea label={w.text} value={text} onChange={(event) => setText(event.currentTarget.value)} rows={2} disabled={!!number} />
        <div className={form.two}>
          <Select label={w.connection} data={choices.connections} value={connectionId} onChange={setConnection} placeholder={w.nowhere} clearable searchable disabled={!!number} />
          <TextInput label={w.ofCase} value={number} inputMode="numeric" onChange={(event) => setNumber(event.currentTarget.value.replace(/\D/g, ""))} />
        </div>
        <Switch label={w.inPublic} checked={inPublic} disabled={!!number} onChange={(event) => setPublic(event.currentTarget.checked)} />
        <div className={form.acts}><Button type="submit" busy={attempt.isPending} disabled={!text.trim() && !number}>{w.tryIt}</Button></div>
      </form>
      <div aria-live="polite">{attempt.data && <Told answer={attempt.data} />}</div>
    </Section>
  );
}

function Told({ answer }: { answer: TrialAnswer }) {
  const by = answer.by === "rule" ? w.by.rule(answer.ruleName ?? null) : w.by[answer.by];
  return (
    <>
      <p className={styles.said}>{w.result(answer.departmentName, by)} {answer.ownerName && w.toOwner(answer.ownerName)}</p>
      <ol className={styles.trail}>{answer.rules.map((line) => (
        <li key={line.ruleId} data-takes={line.missed ? undefined : true}>
          <span>{line.name}:</span>
          <span>{line.missed ? w.missed[line.missed] : w.takes}{!line.missed && line.words.length > 0 && `, ${w.because(line.words.map((word) => `“${word}”`).join(", "))}`}</span>
        </li>
      ))}</ol>
    </>
  );
}
