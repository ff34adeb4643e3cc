import { Check, X } from "lucide-react";
import type { Suggestion } from "../api/types";
import { Button } from "../ui/Button";
import { words } from "../words/words";
import styles from "./personPanel.module.css";
import type { usePersonActs } from "./usePersonActs";
import { nameOf } from "./nameOf";

/** Why these two might be one, fact by fact; a person decides. */
export function SuggestionCard({ suggestion, mayWrite, acts }: { suggestion: Suggestion; mayWrite: boolean; acts: ReturnType<typeof usePersonActs> }) {
  const evidence = suggestion.facts.filter((fact) => fact.agrees).map((fact) => fact.words).join("; ");
  return (
    <div className={styles.card}>
      <b>{nameOf(suggestion)}</b>
      <ul className={styles.facts}>
        {suggestion.facts.map((fact) => (
          <li key={fact.words}>
            {fact.agrees ? <Check aria-label={words.person.agrees} color="var(--accent)" /> : <X aria-label={words.person.differs} color="var(--warm)" />}
            <span>{fact.words}</span>
          </li>
        ))}
      </ul>
      {mayWrite && (
        <div className={styles.acts}>
          <Button small busy={acts.busy} onClick={() => acts.merge({ id: suggestion.personId, name: nameOf(suggestion) }, evidence)}>{words.person.merge}</Button>
          <Button small onClick={() => acts.dismiss(suggestion.personId)}>{words.person.notSame}</Button>
        </div>
      )}
    </div>
  );
}
