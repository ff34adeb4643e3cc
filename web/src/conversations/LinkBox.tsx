import type { Editor } from "@tiptap/react";
import { useState } from "react";
import { Button } from "../ui/Button";
import { mailWords } from "../words/mailWords";
import { words } from "../words/words";
import { linkIn } from "./linkIn";
import styles from "./richText.module.css";

const w = mailWords.write;

/** Where the chosen words lead. */
export function LinkBox({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const was = (editor.getAttributes("link").href as string | undefined) ?? "";
  const [text, setText] = useState(was.replace(/^mailto:/, ""));
  const [wrong, setWrong] = useState(false);
  const set = () => {
    const href = linkIn(text);
    if (!href) return setWrong(true);
    const chain = editor.chain().focus().extendMarkRange("link");
    if (editor.state.selection.empty && !was) chain.insertContent({ type: "text", text: text.trim(), marks: [{ type: "link", attrs: { href } }] }).run();
    else chain.setLink({ href }).run();
    onClose();
  };
  return (
    <div className={styles.link} role="group" aria-label={w.link}>
      <input autoFocus aria-label={w.linkTo} placeholder={w.linkHint} inputMode="url" aria-invalid={wrong || undefined} value={text} onChange={(event) => { setWrong(false); setText(event.currentTarget.value); }}
        onKeyDown={(event) => { if (event.key === "Enter") { event.preventDefault(); set(); } if (event.key === "Escape") { event.stopPropagation(); onClose(); } }} />
      <Button small onClick={set}>{w.linkSet}</Button>
      {was ? <Button small look="plain" onClick={() => { editor.chain().focus().extendMarkRange("link").unsetLink().run(); onClose(); }}>{w.linkGone}</Button> : <Button small look="plain" onClick={onClose}>{words.cancel}</Button>}
      {wrong && <p role="alert" className={styles.wrong}>{w.linkWrong}</p>}
    </div>
  );
}
