import { Menu } from "@mantine/core";
import { ChevronUp } from "lucide-react";
import { Button } from "../ui/Button";
import { words } from "../words/words";
import styles from "./composer.module.css";

const w = words.composer;

interface SendButtonProps { note: boolean; isPublic: boolean; disabled: boolean; mayClose: boolean; onSend: (thenClose: boolean) => void }

export function SendButton({ note, isPublic, disabled, mayClose, onSend }: SendButtonProps) {
  const look = isPublic ? "public" : "primary";
  const name = note ? w.saveNote : isPublic ? w.publish : w.send;
  return (
    <span className={styles.send}>
      <Button look={look} keys="Ctrl ⏎" className={mayClose ? styles.sendFirst : undefined} disabled={disabled} onClick={() => onSend(false)}>{name}</Button>
      {mayClose && (
        <Menu position="top-end">
          <Menu.Target><Button look={look} className={styles.sendMore} aria-label={w.sendMore} disabled={disabled}><ChevronUp aria-hidden /></Button></Menu.Target>
          <Menu.Dropdown><Menu.Item onClick={() => onSend(true)}>{w.sendClose}</Menu.Item></Menu.Dropdown>
        </Menu>
      )}
    </span>
  );
}
