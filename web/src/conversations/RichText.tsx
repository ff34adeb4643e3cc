import { Editor, EditorContent, useEditor, useEditorState } from "@tiptap/react";
import StarterKit from "@tiptap/starter-kit";
import { Bold, Heading2, Italic, Link2, List, ListOrdered, TextQuote } from "lucide-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import type { KeptDocument, SavedAnswer } from "../api/types";
import { Completion, type Choice } from "../ui/Completion";
import { classes } from "../ui/classes";
import { mailWords } from "../words/mailWords";
import { words } from "../words/words";
import composer from "./composer.module.css";
import { LinkBox } from "./LinkBox";
import type { Held, RichBox } from "./mailWriting";
import { tablesAsLines } from "./pasted";
import { htmlOf, plainOf } from "./plainWords";
import styles from "./richText.module.css";
import { slashChoices } from "./slashChoices";
import { triggerAt } from "./triggers";

const w = mailWords.write;

// What mail can show everywhere; whatever else is pasted, from a page, a document or a table, keeps its words and loses its dress.
const kit = StarterKit.configure({
  heading: { levels: [2, 3] }, code: false, codeBlock: false, strike: false, underline: false, trailingNode: false, dropcursor: false,
  link: { openOnClick: false, autolink: true, linkOnPaste: true, defaultProtocol: "https", protocols: ["http", "https", "mailto"], HTMLAttributes: { target: null, rel: null, class: null } },
});

interface RichTextProps {
  box: Held<RichBox>;
  html: string;
  placeholder: string;
  answers: SavedAnswer[];
  fill: (answer: SavedAnswer) => string;
  documents: KeptDocument[];
  /** Takes it along, and answers the words to put in. */
  onDocument: (document: KeptDocument) => string;
  onWords: (html: string, text: string) => void;
  onSend: (thenClose: boolean) => void;
  onFiles: (files: FileList) => void;
  onLeave: () => void;
}

export function RichText({ box, html, placeholder, answers, fill, documents, onDocument, onWords, onSend, onFiles, onLeave }: RichTextProps) {
  const [linking, setLinking] = useState(false);
  const acts = useRef({ onWords, onSend, onFiles, onLeave });
  acts.current = { onWords, onSend, onFiles, onLeave };
  const completes = useRef<(event: KeyboardEvent | globalThis.KeyboardEvent) => boolean>(() => false);

  const editor = useEditor({
    // Whoever asked for looks goes on writing; whoever just opens a conversation is left alone.
    extensions: [kit], content: html, autofocus: document.activeElement === document.body ? false : "end",
    editorProps: {
      attributes: { class: styles.text!, role: "textbox", "aria-multiline": "true", "aria-label": w.text, "data-placeholder": placeholder },
      handleKeyDown: (_, event) => {
        if (event.isComposing) return false;
        if (completes.current(event)) return true;
        if ((event.ctrlKey || event.metaKey) && event.key === "Enter") { acts.current.onSend(event.shiftKey); return true; }
        if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") { event.stopPropagation(); setLinking(true); return true; }
        if (event.key === "Escape") { acts.current.onLeave(); return true; }
        return false;
      },
      transformPastedHTML: tablesAsLines,
      handlePaste: (_, event) => {
        const files = event.clipboardData?.files;
        // A spreadsheet brings a picture of itself beside its cells: the words are what was meant.
        if (!files?.length || event.clipboardData!.types.includes("text/html")) return false;
        acts.current.onFiles(files);
        return true;
      },
      handleDrop: (_, event) => Boolean(event.dataTransfer?.files.length),
    },
    onUpdate: ({ editor: now }) => acts.current.onWords(now.isEmpty ? "" : now.getHTML(), plainOf(now.getJSON())),
  });

  useEffect(() => {
    box.current = { focus: () => editor.commands.focus(), insert: (put) => { editor.chain().focus().insertContent(contentOf(put)).run(); } };
    return () => { box.current = null; };
  }, [box, editor]);
  // Words given back from outside (a looks toggle undone, a message taken back) stand in the editor too. One that React has set aside is not asked.
  useEffect(() => { if (!editor.isDestroyed && !editor.isFocused && html !== (editor.isEmpty ? "" : editor.getHTML())) editor.commands.setContent(html, { emitUpdate: false }); }, [editor, html]);

  return (
    <div className={styles.rich}>
      <Tools editor={editor} onLink={() => setLinking(true)} />
      {linking && <LinkBox editor={editor} onClose={() => { setLinking(false); editor.commands.focus(); }} />}
      <Answers editor={editor} answers={answers} fill={fill} documents={documents} onDocument={onDocument} completes={completes} />
      <EditorContent editor={editor} className={classes(composer.field, styles.box)} />
    </div>
  );
}

function Tools({ editor, onLink }: { editor: Editor; onLink: () => void }) {
  const on = useEditorState({
    editor, selector: ({ editor: now }) => ({
      bold: now.isActive("bold"), italic: now.isActive("italic"), heading: now.isActive("heading"), bullets: now.isActive("bulletList"), numbers: now.isActive("orderedList"),
      quote: now.isActive("blockquote"), link: now.isActive("link"),
    }),
  });
  const chain = () => editor.chain().focus();
  return (
    <div className={styles.tools} role="toolbar" aria-label={w.tools} onKeyDown={step}>
      <Tool label={w.bold} keys="Ctrl B" first on={on.bold} onUse={() => chain().toggleBold().run()}><Bold /></Tool>
      <Tool label={w.italic} keys="Ctrl I" on={on.italic} onUse={() => chain().toggleItalic().run()}><Italic /></Tool>
      <Tool label={w.heading} on={on.heading} onUse={() => chain().toggleHeading({ level: 2 }).run()}><Heading2 /></Tool>
      <Tool label={w.bullets} on={on.bullets} onUse={() => chain().toggleBulletList().run()}><List /></Tool>
      <Tool label={w.numbers} on={on.numbers} onUse={() => chain().toggleOrderedList().run()}><ListOrdered /></Tool>
      <Tool label={w.quoteBlock} on={on.quote} onUse={() => chain().toggleBlockquote().run()}><TextQuote /></Tool>
      <Tool label={w.link} keys="Ctrl K" on={on.link} onUse={onLink}><Link2 /></Tool>
    </div>
  );
}

function Tool({ label, keys, first, on, onUse, children }: { label: string; keys?: string; first?: boolean; on: boolean; onUse: () => void; children: ReactNode }) {
  return (
    <button type="button" tabIndex={first ? 0 : -1} aria-label={label} title={keys ? `${label} · ${keys}` : label} aria-pressed={on} className={classes(styles.tool, on && styles.toolOn)}
      onMouseDown={(event) => event.preventDefault()} onClick={onUse}>{children}</button>
  );
}

/** Words as words, whatever is in them; the editor knows no empty text. */
const contentOf = (text: string) => (text === "" || text.includes("\n") ? htmlOf(text) : { type: "text", text });

/** One stop for Tab; arrows walk within. */
function step(event: KeyboardEvent<HTMLDivElement>) {
  const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  if (!by) return;
  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll<HTMLButtonElement>("button")];
  const towards = getComputedStyle(event.currentTarget).direction === "rtl" ? -by : by;
  all[(all.indexOf(document.activeElement as HTMLButtonElement) + towards + all.length) % all.length]?.focus();
}

type AnswersProps = Pick<RichTextProps, "answers" | "fill" | "documents" | "onDocument"> & { editor: Editor; completes: Held<(event: KeyboardEvent | globalThis.KeyboardEvent) => boolean> };

/** "/pol" asks for a saved answer or a document here as well. */
function Answers({ editor, answers, fill, documents, onDocument, completes }: AnswersProps) {
  const id = useId();
  const [at, setAt] = useState(0);
  const [shut, setShut] = useState<string | null>(null);
  const before = useEditorState({ editor, selector: ({ editor: now }) => { const { $from, empty } = now.state.selection; return empty ? $from.parent.textBetween(0, $from.parentOffset, "\n", "￼") : ""; } });
  const trigger = triggerAt(before, before.length, false);
  const open = trigger && before !== shut ? trigger : null;
  const found = open ? slashChoices(answers, documents, open.needle) : [];
  const choose = ({ id: chosen }: Choice) => {
    const to = editor.state.selection.from;
    const document = documents.find((one) => one.id === chosen);
    const text = document ? onDocument(document) : fill(answers.find((answer) => answer.id === chosen)!);
    editor.chain().focus().deleteRange({ from: to - (before.length - open!.from), to }).insertContent(contentOf(text)).run();
  };
  completes.current = (event) => {
    if (!open) return false;
    if (event.key === "Escape") { setShut(before); return true; }
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (found.length === 0 || event.ctrlKey || event.metaKey || (!by && event.key !== "Enter" && event.key !== "Tab")) return false;
    event.preventDefault();
    if (by) setAt((at + by + found.length) % found.length);
    else choose(found[at] ?? found[0]!);
    return true;
  };
  if (!open) return null;
  return (
    <Completion id={id} label={words.composer.savedAnswers} none={words.composer.noMatches} choices={found} at={at} onAt={setAt} onChoose={choose} />
  );
}
