import { Menu } from "@mantine/core";
import { ChevronUp } from "lucide-react";
import { useState } from "react";
import { api } from "../api/api";
import type { LaterMessage, NewMessage, PersonPage } from "../api/types";
import { useMe } from "../team/useMe";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { shortTime, timeWithin } from "../ui/times";
import { useChange } from "../ui/useChange";
import { hourIn } from "../ui/wallTime";
import { lightWords } from "../words/lightWords";
import { words } from "../words/words";
import styles from "./composer.module.css";
import { LaterTime, soonest, type ChosenTime } from "./LaterTime";

const w = lightWords.later;

/** Keeps it; whether it was taken. */
export type Keep = (message: NewMessage) => Promise<boolean>;

export interface SendMenuProps { look: "public" | "primary"; disabled: boolean; mayKeep: boolean; mayClose: boolean; person: PersonPage; onSend: (thenClose: boolean, keep?: Keep) => void }

/** What else can be done with words than to send them now. */
export function SendMenu({ look, disabled, mayKeep, mayClose, person, onSend }: SendMenuProps) {
  const { workspace } = useMe();
  const [own, setOwn] = useState<ChosenTime | null>(null);
  const zone = person.timeZone ?? workspace.timeZone;
  const keep = useChange(({ message, at, hold }: { message: NewMessage; at: Date; hold: boolean }) =>
    api.post<LaterMessage>(`/people/${person.id}/later`, { body: { message, at: at.toISOString(), holdIfHeard: hold }, key: message.id }), ["later", "cases"], (row) => w.kept(timeWithin(row.at)));
  const at = (time: Date, hold = false) => onSend(false, (message) => keep.mutateAsync({ message, at: time, hold }).then(() => true, () => false));
  const [soon, tomorrow] = [soonest(), hourIn(zone, 1, 9)];
  return (
    <>
      <Menu position="top-end" width={260}>
        <Menu.Target><Button look={look} className={styles.sendMore} aria-label={words.composer.sendMore} disabled={!mayKeep}><ChevronUp aria-hidden /></Button></Menu.Target>
        <Menu.Dropdown>
          {mayClose && !disabled && <Menu.Item onClick={() => onSend(true)}>{words.composer.sendClose}</Menu.Item>}
          <Menu.Label>{w.title}</Menu.Label>
          <Menu.Item rightSection={<span className={styles.when}>{shortTime(soon)}</span>} onClick={() => at(soon)}>{w.inTwoHours}</Menu.Item>
          <Menu.Item rightSection={<span className={styles.when}>{shortTime(tomorrow)}</span>} onClick={() => at(tomorrow)}>{w.tomorrow[tomorrow.getHours() === 9 ? "ours" : person.timeZone ? "theirs" : "house"]}</Menu.Item>
          <Menu.Item onClick={() => setOwn({ at: tomorrow, hold: true })}>{w.own}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {own && (
        <Dialog open onClose={() => setOwn(null)} title={w.title} width={400}
          acts={<Button look="primary" disabled={!own.at} onClick={() => { at(own.at!, own.hold); setOwn(null); }}>{w.keep}</Button>}>
          <LaterTime value={own} onChange={setOwn} />
        </Dialog>
      )}
    </>
  );
}
