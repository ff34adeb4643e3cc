import type { HandleLabel } from "../api/types";
import { channelName } from "../connections/ChannelMark";
import { Avatar } from "../ui/Avatar";
import styles from "./personChip.module.css";

export interface PersonChipProps { person: { id: string; name: string; handles?: HandleLabel[]; organisation?: string | null }; size?: number }

const readable = new Set(["phone", "email"]);

// Ids that a platform or browser made say nothing to a person; the name of the place does.
function shown({ kind, value }: HandleLabel): string {
  return readable.has(kind) || value.startsWith("@") ? value : channelName(kind);
}

/** A person in one line: who, and where they are reached. */
export function PersonChip({ person, size = 28 }: PersonChipProps) {
  const about = [person.organisation, ...(person.handles ?? []).slice(0, 2).map(shown)].filter(Boolean).join(" · ");
  return (
    <span className={styles.chip}>
      <Avatar name={person.name} seed={person.id} size={size} />
      <span className={styles.words}>
        <span className={styles.name}>{person.name}</span>
        {about && <span className={styles.about}>{about}</span>}
      </span>
    </span>
  );
}
