import { Menu } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowLeft, RotateCw, TextCursorInput } from "lucide-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { api } from "../api/api";
import type { MessageTemplate, Page, PersonPage, Way } from "../api/types";
import { channelName } from "../connections/ChannelMark";
import { Button, IconButton } from "../ui/Button";
import { Callout } from "../ui/Callout";
import { Badge } from "../ui/Chip";
import { Dialog } from "../ui/Dialog";
import { TextInput } from "../ui/fields";
import { languageName } from "../ui/languages";
import { problemWords } from "../ui/problemWords";
import { SkeletonBubbles } from "../ui/Skeleton";
import { templateWords as w } from "../words/templateWords";
import type { Fields } from "./fillIn";
import styles from "./templates.module.css";
import { findTemplates, isOneLine, piecesOf, valuesOf, wordsOf } from "./templateText";

export interface ChosenTemplate { name: string; language: string; values: string[]; shown: string }

interface TemplateDialogProps { person: PersonPage; way: Way; known: Fields; onSend: (chosen: ChosenTemplate) => void; onClose: () => void }

/** A text that the platform approved: chosen, filled, seen as it will be read, and sent. */
export function TemplateDialog({ person, way, known, onSend, onClose }: TemplateDialogProps) {
  const [chosen, setChosen] = useState<MessageTemplate | null>(null);
  const [values, setValues] = useState<string[]>([]);
  const missing = values.filter((value) => !value.trim()).length;
  const fits = values.every(isOneLine);
  const choose = (template: MessageTemplate) => { setChosen(template); setValues(template.fields.map((field) => guess(field.name, known))); };
  const send = () => { if (chosen && !missing && fits) { onSend({ name: chosen.name, language: chosen.language, values: values.map((value) => value.trim()), shown: wordsOf(chosen, values) }); onClose(); } };

  return (
    <Dialog open onClose={onClose} title={w.title} lead={chosen ? undefined : w.lead(channelName(way.channel))} width={620}
      acts={chosen && <>
        <span className={styles.missing} role="status">{missing ? w.missing(missing) : fits ? "" : w.oneLine}</span>
        <Button look="primary" disabled={missing > 0 || !fits} onClick={send}>{w.send}</Button>
      </>}>
      {chosen ? <Filling template={chosen} values={values} known={known} onValues={setValues} onBack={() => setChosen(null)} onSend={send} /> : <Choosing way={way} language={person.language} onChoose={choose} />}
    </Dialog>
  );
}

/** A field named after what it is for begins with what is known of it. */
function guess(name: string, known: Fields): string {
  const key = { first_name: "person.first_name", name: "person.first_name", customer_name: "person.first_name", full_name: "person.name", case: "case", case_number: "case" }[name.toLowerCase()];
  return (key && known[key]) || "";
}

function Choosing({ way, language, onChoose }: { way: Way; language: string | null; onChoose: (template: MessageTemplate) => void }) {
  const id = useId();
  const client = useQueryClient();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const fresh = useRef(false);
  const list = useRef<HTMLUListElement>(null);
  const queryKey = ["templates", way.connectionId];
  const asked = useQuery({
    queryKey, staleTime: 60_000, retry: false,
    queryFn: ({ signal }) => api.get<Page<MessageTemplate>>(`/connections/${way.connectionId}/templates`, { query: { fresh: fresh.current || null }, signal }),
  });
  const again = () => { fresh.current = true; void client.refetchQueries({ queryKey }); };
  const found = findTemplates(asked.data?.items ?? [], text, language);
  const marked = found[Math.min(at, found.length - 1)];
  useEffect(() => setAt(0), [text]);
  useEffect(() => void list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" }), [at]);
  const key = (event: KeyboardEvent) => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by && found.length) { event.preventDefault(); setAt((at + by + found.length) % found.length); }
    if (event.key === "Enter" && !event.nativeEvent.isComposing && marked && !marked.whyNot) { event.preventDefault(); onChoose(marked); }
  };

  return (
    <>
      <div className={styles.search}>
        <TextInput data-autofocus role="combobox" aria-expanded aria-controls={id} aria-activedescendant={marked && `${id}-${found.indexOf(marked)}`} aria-label={w.find} placeholder={w.find} value={text}
          onChange={(event) => setText(event.currentTarget.value)} onKeyDown={key} autoComplete="off" spellCheck={false} />
        <IconButton label={w.again} onClick={again}><RotateCw /></IconButton>
      </div>
      <p className="unseen" role="status">{asked.isFetching ? w.asking : asked.isSuccess ? w.found(found.length) : ""}</p>
      {asked.isError && !asked.isFetching && <Callout tone="hot" act={<Button small onClick={again}>{w.again}</Button>}>{problemWords(asked.error)}</Callout>}
      {asked.isPending && asked.isFetching ? <SkeletonBubbles label={w.asking} /> : (
        <ul ref={list} id={id} role="listbox" aria-label={w.list} className={styles.list}>
          {found.map((one, index) => (
            <li key={`${one.name} ${one.language}`} id={`${id}-${index}`} role="option" aria-selected={one === marked} aria-disabled={one.whyNot ? true : undefined} className={styles.option}
              onMouseMove={() => setAt(index)} onClick={() => { if (!one.whyNot) onChoose(one); }}>
              <span className={styles.naming}><b>{one.name}</b><Badge>{w.category[one.category] ?? one.category}</Badge><span>{nameOfLanguage(one.language)}</span></span>
              <span className={styles.words} dir="auto">{one.whyNot ?? one.body}</span>
            </li>
          ))}
        </ul>
      )}
      {asked.isSuccess && found.length === 0 && <p className={styles.none}>{text.trim() ? w.none : w.empty(channelName(way.channel))}</p>}
    </>
  );
}

interface FillingProps { template: MessageTemplate; values: string[]; known: Fields; onValues: (values: string[]) => void; onBack: () => void; onSend: () => void }

function Filling({ template, values, known, onValues, onBack, onSend }: FillingProps) {
  const change = (at: number, value: string) => onValues(values.map((one, index) => (index === at ? value : one)));
  return (
    <>
      <div className={styles.chosen}>
        <Button small look="plain" data-autofocus={template.fields.length === 0 || undefined} onClick={onBack}><ArrowLeft aria-hidden size={15} />{w.back}</Button>
        <b>{template.name}</b><span>{nameOfLanguage(template.language)}</span>
      </div>
      <form className={styles.fields} onSubmit={(event) => { event.preventDefault(); onSend(); }}>
        {template.fields.map((field, at) => {
          const label = field.part === "header" ? w.header(w.field(field.name)) : w.field(field.name);
          return (
            <div key={`${field.part} ${field.name}`} className={styles.field}>
              <TextInput label={label} placeholder={field.example ? w.example(field.example) : undefined} value={values[at] ?? ""} maxLength={1024} autoFocus={at === 0} error={isOneLine(values[at] ?? "") ? undefined : w.oneLine}
                onChange={(event) => change(at, event.currentTarget.value)} />
              <KnownMenu label={w.putInto(label)} known={known} onPut={(value) => change(at, value)} />
            </div>
          );
        })}
        <button type="submit" hidden />
      </form>
      <Preview template={template} values={values} />
    </>
  );
}

/** The closed list of what fields in our own words say too. */
function KnownMenu({ label, known, onPut }: { label: string; known: Fields; onPut: (value: string) => void }) {
  const items = Object.entries(w.known).filter(([key]) => known[key]);
  if (items.length === 0) return null;
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target><IconButton label={label}><TextCursorInput /></IconButton></Menu.Target>
      <Menu.Dropdown>
        {items.map(([key, name]) => <Menu.Item key={key} onClick={() => onPut(known[key]!)}>{name}<span className={styles.value}>{known[key]}</span></Menu.Item>)}
      </Menu.Dropdown>
    </Menu>
  );
}

function Preview({ template, values }: { template: MessageTemplate; values: string[] }) {
  return (
    <section className={styles.preview} aria-label={w.preview}>
      <h3>{w.preview}</h3>
      <div className={styles.bubble} dir="auto">
        {template.header && <p className={styles.header}><Filled text={template.header} values={valuesOf(template, "header", values)} /></p>}
        <p><Filled text={template.body} values={valuesOf(template, "body", values)} /></p>
        {template.footer && <p className={styles.footer}>{template.footer}</p>}
      </div>
      {template.buttons.length > 0 && <ul className={styles.buttons}>{template.buttons.map((button, at) => <li key={at}>{button.text}</li>)}</ul>}
    </section>
  );
}

function Filled({ text, values }: { text: string; values: Record<string, string> }) {
  return piecesOf(text).map((piece, at) => (piece.field === undefined ? piece.text : values[piece.field] || <mark key={at}>{w.field(piece.field)}</mark>));
}

const nameOfLanguage = (code: string) => languageName(code.replace("_", "-"));
