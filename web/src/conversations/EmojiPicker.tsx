import { Popover } from "@mantine/core";
import { Smile } from "lucide-react";
import { useState } from "react";
import { IconButton } from "../ui/Button";
import { TextInput } from "../ui/fields";
import { words } from "../words/words";
import styles from "./composer.module.css";
import { emoji } from "./emoji";

export function EmojiPicker({ onChoose }: { onChoose: (emoji: string) => void }) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const found = emoji.filter(([, name]) => name.includes(text.toLocaleLowerCase()));
  const choose = (sign: string) => { setOpen(false); setText(""); onChoose(sign); };
  return (
    <Popover opened={open} onChange={setOpen} position="top-start" width={292} trapFocus returnFocus>
      <Popover.Target><IconButton label={words.composer.emoji} aria-expanded={open} onClick={() => setOpen(!open)}><Smile /></IconButton></Popover.Target>
      <Popover.Dropdown aria-label={words.emoji.label}>
        <TextInput aria-label={words.emoji.find} placeholder={words.emoji.find} value={text} onChange={(event) => setText(event.currentTarget.value)} data-autofocus />
        <div className={styles.emoji}>
          {found.map(([sign, name]) => <button key={sign} type="button" aria-label={name} title={name} onClick={() => choose(sign)}>{sign}</button>)}
          {found.length === 0 && <p>{words.emoji.none}</p>}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
