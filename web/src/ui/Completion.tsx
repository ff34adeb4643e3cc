import { useEffect, useRef, type ReactNode } from "react";
import styles from "./completion.module.css";

export interface Choice { id: string; label: string; about?: string; shown?: ReactNode }

interface CompletionProps { id: string; label: string; none: string; choices: Choice[]; at: number; onChoose: (choice: Choice) => void; onAt: (at: number) => void }

/** The list that opens above the caret; keys stay in the text field, which points here with aria-activedescendant. */
export function Completion({ id, label, none, choices, at, onChoose, onAt }: CompletionProps) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => void list.current?.children[at]?.scrollIntoView({ block: "nearest" }), [at]);
  if (choices.length === 0) return <p className={styles.none} role="status">{none}</p>;
  return (
    <ul ref={list} id={id} role="listbox" aria-label={label} className={styles.list}>
      {choices.map((choice, index) => (
        <li key={choice.id} id={`${id}-${index}`} role="option" aria-selected={index === at} className={styles.option}
          onMouseMove={() => onAt(index)} onMouseDown={(event) => { event.preventDefault(); onChoose(choice); }}>
          {choice.shown ?? <><span className={styles.label}>{choice.label}</span>{choice.about && <span className={styles.about}>{choice.about}</span>}</>}
        </li>
      ))}
    </ul>
  );
}
