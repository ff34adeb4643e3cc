import { Button } from "../ui/Button";
import { lazily } from "../ui/lazily";
import { words } from "../words/words";
import styles from "./composer.module.css";
import type { SendMenuProps } from "./SendMenu";

const SendMenu = lazily(() => import("./SendMenu").then((part) => part.SendMenu));

const w = words.composer;

type SendButtonProps = Omit<SendMenuProps, "look"> & { note: boolean; isPublic: boolean };

export function SendButton({ note, isPublic, ...more }: SendButtonProps) {
  const look = isPublic ? "public" : "primary";
  return (
    <span className={styles.send}>
      <Button look={look} keys="Ctrl ⏎" className={note ? undefined : styles.sendFirst} disabled={more.disabled} onClick={() => more.onSend(false)}>{note ? w.saveNote : isPublic ? w.publish : w.send}</Button>
      {!note && <SendMenu look={look} {...more} />}
    </span>
  );
}
