import { X } from "lucide-react";
import { useState } from "react";
import { IconButton } from "../ui/Button";
import { Select, Textarea } from "../ui/fields";
import { languageName, languages } from "../ui/languages";
import { documentWords } from "../words/documentWords";
import styles from "./mailTemplates.module.css";

const w = documentWords.templates;

/** Greeting and signature by language; the empty language is for everybody else. */
export interface Templates { greetings: Record<string, string>; signatures: Record<string, string> }

/** What is sent: a language that was taken away is said with empty words. */
export function changed(before: Templates, now: Templates): Templates {
  const gone = (kept: Record<string, string>) => Object.fromEntries(Object.keys(kept).map((language) => [language, ""]));
  return { greetings: { ...gone(before.greetings), ...now.greetings }, signatures: { ...gone(before.signatures), ...now.signatures } };
}

export function MailTemplates({ templates, onChange }: { templates: Templates; onChange: (templates: Templates) => void }) {
  const [added, setAdded] = useState<string[]>([]);
  const known = new Set(["", ...Object.keys(templates.greetings), ...Object.keys(templates.signatures), ...added]);
  const shown = [...known].sort((one, two) => (one && two ? languageName(one).localeCompare(languageName(two)) : one.length - two.length));
  const set = (which: keyof Templates, language: string, words: string) => onChange({ ...templates, [which]: { ...templates[which], [language]: words } });
  const remove = (language: string) => {
    const { [language]: _, ...greetings } = templates.greetings;
    const { [language]: __, ...signatures } = templates.signatures;
    setAdded(added.filter((one) => one !== language));
    onChange({ greetings, signatures });
  };

  return (
    <div className={styles.templates}>
      {shown.map((language) => {
        const name = language ? languageName(language) : w.everybody;
        return (
          <fieldset key={language} className={styles.template}>
            <legend className={styles.legend}>{name}{language && <IconButton label={w.remove(name)} onClick={() => remove(language)}><X /></IconButton>}</legend>
            <Textarea label={w.greeting} placeholder={w.greetingPlaceholder} autosize minRows={1} maxRows={4} maxLength={2_000} value={templates.greetings[language] ?? ""} onChange={(event) => set("greetings", language, event.currentTarget.value)} />
            <Textarea label={w.signature} description={language ? undefined : documentWords.signatureFields} autosize minRows={2} maxRows={6} maxLength={2_000} value={templates.signatures[language] ?? ""} onChange={(event) => set("signatures", language, event.currentTarget.value)} inputWrapperOrder={["label", "input", "description", "error"]} />
          </fieldset>
        );
      })}
      <Select aria-label={w.add} placeholder={w.add} data={languages().filter((one) => !known.has(one.value))} value={null} searchable onChange={(language) => language && setAdded([...added, language])} />
      <p className={styles.hint}>{documentWords.fields}</p>
    </div>
  );
}
