import { Dialog } from "../ui/Dialog";
import { Kbd } from "../ui/Kbd";
import { words } from "../words/words";
import styles from "./sheet.module.css";

const w = words.shortcuts;
const groups: [string, [string, string][]][] = [
  [w.lists, [[w.next, "J"], [w.previous, "K"], [w.open, "Enter"]]],
  [w.conversation, [[w.reply, "R"], [w.note, "N"], [w.close, "C"], [w.snooze, "S"], [w.assign, "A"], [w.send, "Ctrl Enter"], [w.sendClose, "Ctrl Shift Enter"], [w.answers, "/"], [w.mention, "@"]]],
  [w.anywhere, [[w.palette, "Ctrl K"], [w.search, "/"], [w.newMessage, "M"], [w.bringIn, "B"], [w.help, "?"], [w.leave, "Esc"]]],
];

export function ShortcutsSheet({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title={w.title} width={620}>
      <div className={styles.groups}>
        {groups.map(([title, rows]) => (
          <section key={title}>
            <h3 className={styles.group}>{title}</h3>
            <dl>
              {rows.map(([what, keys]) => <div key={what} className={styles.row}><dt>{what}</dt><dd><Kbd keys={keys} /></dd></div>)}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
