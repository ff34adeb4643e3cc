import { Menu } from "@mantine/core";
import { FileText } from "lucide-react";
import { useState } from "react";
import type { KeptDocument } from "../api/types";
import { useDocuments } from "../documents/useDocuments";
import { TextInput } from "../ui/fields";
import { languageName } from "../ui/languages";
import { problemWords } from "../ui/problemWords";
import { useDebounced } from "../ui/useDebounced";
import { documentWords } from "../words/documentWords";
import { words } from "../words/words";
import styles from "./composer.module.css";

const w = documentWords.send;

/** Everything that is on the shelf; one goes with the message, and brings its words where none are written yet. */
export function DocumentsMenu({ language, onChoose }: { language: string | null; onChoose: (document: KeptDocument) => void }) {
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  return (
    <Menu position="top-start" width={350} opened={open} onChange={setOpen} onClose={() => setText("")}>
      <Menu.Target>
        <button type="button" className={styles.tool} aria-label={w.label} title={w.label}><FileText aria-hidden /><span>{w.button}</span></button>
      </Menu.Target>
      <Menu.Dropdown>
        <TextInput aria-label={w.find} placeholder={w.find} value={text} onChange={(event) => setText(event.currentTarget.value)} onKeyDown={(event) => event.key.length === 1 && event.stopPropagation()} />
        {open && <Found language={language} text={text} onChoose={onChoose} />}
      </Menu.Dropdown>
    </Menu>
  );
}

function Found({ language, text, onChoose }: { language: string | null; text: string; onChoose: (document: KeptDocument) => void }) {
  const { documents, isPending, isError, error } = useDocuments(language, useDebounced(text.trim(), 150));
  if (isPending || isError) return <p className={styles.none} role="status">{isError ? problemWords(error) : words.loading}</p>;
  return (
    <div className={styles.answers}>
      {documents.map((one) => (
        <Menu.Item key={one.id} onClick={() => onChoose(one)}>
          <b>{one.name}</b>
          {one.description && <span className={styles.reason}>{one.description}</span>}
          <span className={styles.reason}>{[one.file.name, documentWords.version(one.version), one.language && languageName(one.language)].filter(Boolean).join(" · ")}</span>
        </Menu.Item>
      ))}
      {documents.length === 0 && <p className={styles.none}>{text.trim() ? words.composer.noMatches : w.none}</p>}
    </div>
  );
}
