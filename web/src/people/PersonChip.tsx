import type { HandleLabel } from "../api/types";
import { Avatar } from "../ui/Avatar";
import { handleWords, nameOf } from "./nameOf";
import styles from "./personChip.module.css";

export interface PersonChipProps { person: { id: string; name: string | null; handles?: HandleLabel[]; organisation?: string | null }; size?: number }

/** A person in one line: who, and where they are reached. */
export function PersonChip({ person, size = 28 }: PersonChipProps) {
  const about = [person.organisation, ...(person.handles ?? []).slice(0, 2).map(handleWords)].filter(Boolean).join(" · ");
  return (
    <span className={styles.chip}>
      <Avatar name={nameOf(person)} seed={person.id} size={size} />
      <span className={styles.words}>
        <span className={styles.name}>{nameOf(person)}</span>
        {about && <span className={styles.about}>{about}</span>}
      </span>
    </span>
  );
}
