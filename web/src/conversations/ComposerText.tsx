import { useId, useLayoutEffect, useState, type ClipboardEvent, type KeyboardEvent, type RefObject } from "react";
import type { KeptDocument, SavedAnswer, Teammate } from "../api/types";
import { Completion, type Choice } from "../ui/Completion";
import { words } from "../words/words";
import styles from "./composer.module.css";
import { replaced, triggerAt } from "./triggers";
import { slashChoices } from "./slashChoices";

interface ComposerTextProps {
  box: RefObject<HTMLTextAreaElement | null>;
  text: string;
  note: boolean;
  placeholder: string;
  disabled: boolean;
  answers: SavedAnswer[];
  team: Teammate[];
  fill: (answer: SavedAnswer) => string;
  documents: KeptDocument[];
  /** Takes it along, and answers the words to put in. */
  onDocument: (document: KeptDocument) => string;
  onText: (text: string) => void;
  onMention: (teammate: Teammate) => void;
  onSend: (thenClose: boolean) => void;
  onFiles: (files: FileList) => void;
  onLeave: () => void;
}

export function ComposerText({ box, text, note, placeholder, disabled, answers, team, fill, documents, onDocument, onText, onMention, onSend, onFiles, onLeave }: ComposerTextProps) {
  const id = useId();
  const [caret, setCaret] = useState(0);
  const [at, setAt] = useState(0);
  const [shut, setShut] = useState<number | null>(null);
  const trigger = triggerAt(text, caret, note);
  const open = trigger && trigger.from !== shut ? trigger : null;
  const choices = open ? choicesOf(open.kind, open.needle, answers, documents, team) : [];

  useLayoutEffect(() => grow(box.current), [box, text]);

  const choose = (choice: Choice) => {
    if (!open) return;
    const teammate = team.find((one) => one.id === choice.id);
    const document = documents.find((one) => one.id === choice.id);
    const put = open.kind === "mention" ? `@${choice.label} ` : document ? onDocument(document) : fill(answers.find((answer) => answer.id === choice.id)!);
    const next = replaced(text, open.from, caret, put);
    onText(next.text);
    if (teammate) onMention(teammate);
    setCaret(next.caret);
    requestAnimationFrame(() => { box.current?.focus(); box.current?.setSelectionRange(next.caret, next.caret); });
  };
  const key = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") { event.preventDefault(); return onSend(event.shiftKey); }
    if (open && choices.length && completionKey(event)) return;
    if (event.key === "Escape") { if (open) setShut(open.from); else onLeave(); }
  };
  const completionKey = (event: KeyboardEvent): boolean => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!by && event.key !== "Enter" && event.key !== "Tab") return false;
    event.preventDefault();
    if (by) setAt((at + by + choices.length) % choices.length);
    else choose(choices[at] ?? choices[0]!);
    return true;
  };
  const paste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    onFiles(event.clipboardData.files);
  };
  const move = () => { setCaret(box.current?.selectionStart ?? 0); setAt(0); };

  return (
    <>
      {open && <Completion id={id} label={open.kind === "answer" ? words.composer.savedAnswers : words.shortcuts.mention} none={words.composer.noMatches} choices={choices} at={at} onAt={setAt} onChoose={choose} />}
      <textarea ref={box} className={styles.text} dir="auto" rows={2} value={text} placeholder={placeholder} disabled={disabled} aria-label={placeholder}
        aria-autocomplete="list" aria-controls={open ? id : undefined} aria-activedescendant={open && choices.length ? `${id}-${at}` : undefined}
        onChange={(event) => { onText(event.currentTarget.value); setCaret(event.currentTarget.selectionStart); setAt(0); setShut(null); }}
        onSelect={move} onKeyDown={key} onPaste={paste} />
    </>
  );
}

function choicesOf(kind: "answer" | "mention", needle: string, answers: SavedAnswer[], documents: KeptDocument[], team: Teammate[]): Choice[] {
  if (kind === "answer") return slashChoices(answers, documents, needle);
  const word = needle.toLocaleLowerCase();
  return team.filter((one) => one.state === "active" && one.name.toLocaleLowerCase().split(" ").some((part) => part.startsWith(word))).slice(0, 8).map((one) => ({ id: one.id, label: one.name }));
}

function grow(box: HTMLTextAreaElement | null) {
  if (!box) return;
  box.style.blockSize = "auto";
  box.style.blockSize = `${Math.min(box.scrollHeight, Math.max(96, window.innerHeight / 3))}px`;
}
