import { useState } from "react";
import type { PersonRow } from "../api/types";
import { TextInput } from "../ui/fields";
import { useDebounced } from "../ui/useDebounced";
import { words } from "../words/words";
import { PersonChip } from "./PersonChip";
import styles from "./personSearch.module.css";
import { useFoundPeople } from "./usePeople";

interface PersonSearchProps { label: string; hint?: string; except?: string[]; onChoose: (person: PersonRow) => void; onText?: (text: string) => void; children?: (text: string) => React.ReactNode }

/** Type a part of a name, number or address; choose who is meant. */
export function PersonSearch({ label, hint, except = [], onChoose, onText, children }: PersonSearchProps) {
  const [text, setText] = useState("");
  const found = (useFoundPeople(useDebounced(text, 150)).data ?? []).filter((person) => !except.includes(person.id));
  const change = (next: string) => { setText(next); onText?.(next); };
  return (
    <div>
      <TextInput label={label} description={hint} placeholder={words.peopleList.find} value={text} onChange={(event) => change(event.currentTarget.value)} data-autofocus autoComplete="off" />
      {text.trim() && (
        <ul className={styles.found}>
          {found.map((person) => <li key={person.id}><button type="button" className={styles.option} onClick={() => onChoose(person)}><PersonChip person={person} /></button></li>)}
          {found.length === 0 && !children && <li className={styles.none}>{words.peopleList.none.title}</li>}
          {children && <li>{children(text.trim())}</li>}
        </ul>
      )}
    </div>
  );
}
