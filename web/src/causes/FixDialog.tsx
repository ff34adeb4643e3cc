import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState } from "react";
import { api } from "../api/api";
import type { CauseRow, Page, SavedAnswer } from "../api/types";
import { Button, IconButton } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Select, Textarea } from "../ui/fields";
import { languageName, languages } from "../ui/languages";
import { useChange } from "../ui/useChange";
import { causeWords } from "../words/causeWords";
import styles from "./fixDialog.module.css";
import { touchedCauses } from "./useCauses";

const w = causeWords.fix;

/** What everybody is told, once for each language; nothing leaves from here. */
export function FixDialog({ cause, onClose, onFixed }: { cause: CauseRow; onClose: () => void; onFixed?: () => void }) {
  const [said, setSaid] = useState<Record<string, string>>(() => ({ "": w.usual, ...cause.said }));
  const answers = useQuery({ queryKey: ["answers"], queryFn: () => api.get<Page<SavedAnswer>>("/answers", { query: { limit: 200 } }), select: (page) => page.items, staleTime: 60_000 }).data ?? [];
  const again = cause.state === "fixed";
  // A language that was taken away is sent without words: that takes it away there too.
  const body = { said: { ...Object.fromEntries(Object.keys(cause.said).filter((one) => !(one in said)).map((one) => [one, ""])), ...said } };
  const fix = useChange(() => again ? api.put<CauseRow>(`/causes/${cause.id}/words`, { body }) : api.put<CauseRow>(`/causes/${cause.id}/fix`, { body }), touchedCauses);
  const others = Object.keys(said).filter(Boolean);
  const say = (language: string, text: string) => setSaid((old) => ({ ...old, [language]: text }));
  const drop = (language: string) => setSaid(({ [language]: _, ...rest }) => rest);

  return (
    <Dialog open onClose={onClose} title={w.title} lead={cause.people ? w.lead(cause.people) : w.leadNone} width={600}
      acts={<Button look="primary" disabled={!said[""]?.trim()} busy={fix.isPending} onClick={() => fix.mutate(undefined, { onSuccess: () => { onFixed?.(); onClose(); } })}>{again ? w.again : w.act}</Button>}>
      {answers.length > 0 && (
        <Select label={w.saved} data={answers.map((one) => ({ value: one.id, label: one.title }))} value={null} searchable
          onChange={(id) => { const answer = answers.find((one) => one.id === id); if (answer) say(answer.language ?? "", answer.text); }} />
      )}
      <Textarea label={others.length > 0 ? w.everybodyElse : w.everybody} description={w.fields} inputWrapperOrder={["label", "input", "description", "error"]} autosize minRows={3} maxRows={10} value={said[""] ?? ""} onChange={(event) => say("", event.currentTarget.value)} maxLength={2000} required data-autofocus />
      {others.map((language) => (
        <div key={language} className={styles.language}>
          <Textarea label={w.inLanguage(languageName(language))} lang={language} autosize minRows={3} maxRows={10} value={said[language]} onChange={(event) => say(language, event.currentTarget.value)} maxLength={2000} />
          <IconButton label={w.removeLanguage(languageName(language))} onClick={() => drop(language)}><X /></IconButton>
        </div>
      ))}
      <Select label={w.addLanguage} data={languages().filter((one) => !(one.value in said))} value={null} onChange={(language) => language && say(language, said[""] ?? "")} searchable />
    </Dialog>
  );
}
