import "./modal.css";
import { Modal } from "@mantine/core";
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import styles from "./commandList.module.css";

export interface Command {
  id: string;
  group: string;
  label: string;
  shown?: ReactNode;
  run: () => void;
}

interface CommandListProps {
  label: string;
  placeholder: string;
  none: string;
  hint: string;
  text: string;
  onText: (text: string) => void;
  commands: Command[];
  onClose: () => void;
}

export function CommandList({ label, placeholder, none, hint, text, onText, commands, onClose }: CommandListProps) {
  const id = useId();
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const chosen = commands[Math.min(at, commands.length - 1)];
  useEffect(() => setAt(0), [text]);
  useEffect(() => void list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" }), [at, commands.length]);

  const run = (command: Command | undefined) => {
    if (!command) return;
    onClose();
    command.run();
  };
  const key = (event: KeyboardEvent) => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by && commands.length) {
      event.preventDefault();
      setAt((at + by + commands.length) % commands.length);
    }
    if (event.key === "Enter" && !event.nativeEvent.isComposing) { event.preventDefault(); run(chosen); }
  };

  return (
    <Modal opened onClose={onClose} withCloseButton={false} title={label} padding={0} size={580} yOffset="12dvh" centered={false} classNames={{ content: styles.content, header: "unseen" }}>
      <input className={styles.input} role="combobox" aria-expanded aria-controls={id} aria-label={label} aria-activedescendant={chosen && `${id}-${chosen.id}`} data-autofocus
        placeholder={placeholder} value={text} onChange={(event) => onText(event.currentTarget.value)} onKeyDown={key} autoComplete="off" spellCheck={false} />
      <ul ref={list} id={id} role="listbox" aria-label={label} className={styles.list}>
        {commands.map((command, index) => (
          <li key={command.id} id={`${id}-${command.id}`} role="option" aria-selected={command === chosen} className={styles.option} onMouseMove={() => setAt(index)} onClick={() => run(command)}>
            {command.shown ?? command.label}
            {commands[index - 1]?.group !== command.group && <span className={styles.group}>{command.group}</span>}
          </li>
        ))}
      </ul>
      {commands.length === 0 && <p className={styles.none} role="status">{none}</p>}
      <p className={styles.hint} aria-hidden>{hint}</p>
    </Modal>
  );
}
