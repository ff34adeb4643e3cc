import { Menu } from "@mantine/core";
import type { Claim, Handle } from "../api/types";
import { ChannelIcon, channelName } from "../connections/ChannelMark";
import { fullTime } from "../ui/times";
import { say } from "../ui/Toasts";
import { words } from "../words/words";
import { handleWords } from "./nameOf";
import styles from "./personPanel.module.css";

const w = words.person;
const channelOf: Record<string, string> = { phone: "sms", email: "email", chat: "webchat" };

export function HandleLine({ handle, mayWrite, onShare }: { handle: Handle; mayWrite: boolean; onShare: (shared: boolean) => void }) {
  const label = handle.kind === "chat" ? channelName("webchat") : handleWords(handle);
  const bad = handle.stopped ? w.stopped : handle.problem ? w.problem : null;
  const strength = handle.shared ? w.shared : handle.strength === "verified" ? w.verified : w.seen;
  return (
    <li className={styles.pair}>
      <ChannelIcon channel={channelOf[handle.kind] ?? handle.kind} />
      <Menu position="bottom-start" width={230}>
        <Menu.Target><button type="button" className={styles.value} title={handle.lastSeen ? fullTime(handle.lastSeen) : undefined}>{label}</button></Menu.Target>
        <Menu.Dropdown>
          {handle.how && <Menu.Label>{handle.how}</Menu.Label>}
          <Menu.Item onClick={() => void navigator.clipboard.writeText(handle.value).then(() => say(words.copied))}>{w.copyHandle(label)}</Menu.Item>
          {mayWrite && <Menu.Item onClick={() => onShare(!handle.shared)}>{handle.shared ? w.markOwn : w.markShared}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      <em className={bad ? styles.bad : handle.strength === "verified" && !handle.shared ? styles.good : undefined} title={handle.shared ? w.sharedHint : handle.how ?? undefined}>{bad ?? strength}</em>
    </li>
  );
}

export function ClaimLine({ claim }: { claim: Claim }) {
  return (
    <li className={styles.pair}>
      <ChannelIcon channel={channelOf[claim.kind] ?? claim.kind} />
      <span className={styles.value}>{claim.value}</span>
      {claim.saidWhere && <em>{claim.saidWhere}</em>}
    </li>
  );
}
