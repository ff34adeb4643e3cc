import { ALargeSmall } from "lucide-react";
import type { Draft } from "../api/types";
import { IconButton } from "../ui/Button";
import { say } from "../ui/Toasts";
import { mailWords } from "../words/mailWords";
import { words } from "../words/words";
import { htmlOf } from "./plainWords";

const w = mailWords.write;

/** Between plain words and words with looks. What plain words cannot keep can be had back. */
export function LooksButton({ draft, onDraft }: { draft: Draft; onDraft: (patch: Partial<Draft>) => void }) {
  const rich = draft.html !== null;
  const toggle = () => {
    if (!rich) return onDraft({ html: htmlOf(draft.text) });
    const { html } = draft;
    onDraft({ html: null });
    if (html !== htmlOf(draft.text)) say(w.plainNow, { act: { label: words.undo, run: () => onDraft({ html }) } });
  };
  return <IconButton label={rich ? w.plain : w.looks} on={rich} aria-pressed={rich} onClick={toggle}><ALargeSmall /></IconButton>;
}
