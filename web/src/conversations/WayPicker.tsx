import { Menu } from "@mantine/core";
import { ChevronDown, Globe, NotebookPen, Route } from "lucide-react";
import type { Way } from "../api/types";
import { ChannelIcon, channelName } from "../connections/ChannelMark";
import { classes } from "../ui/classes";
import { words } from "../words/words";
import styles from "./composer.module.css";
import { wayKey } from "./useWays";

interface WayPickerProps { ways: Way[]; chosen: Way | undefined; note: boolean; onWay: (way: Way) => void; onNote: (note: boolean) => void; onGoOn: () => void }

const inSight = 3;

/** First of all it says where the words go. */
export function WayPicker({ ways, chosen, note, onWay, onNote, onGoOn }: WayPickerProps) {
  const ordered = [...ways].sort((one, two) => Number(two.allowed) - Number(one.allowed) || Number(two.lastUsed) - Number(one.lastUsed));
  const open = ordered.slice(0, inSight);
  if (chosen && !open.includes(chosen)) open.splice(inSight - 1, 1, chosen);
  const rest = ordered.filter((way) => !open.includes(way));

  return (
    <div className={styles.top} role="group" aria-label={words.composer.ways}>
      {open.map((way) => (
        <button key={wayKey(way)} type="button" aria-pressed={!note && way === chosen} aria-disabled={!way.allowed || undefined} title={way.reason?.words ?? words.composer.to(way.label, way.connectionName)}
          className={classes(styles.way, !note && way === chosen && styles.wayOn)} onClick={() => { onNote(false); onWay(way); }}>
          {way.visibility === "public" ? <Globe aria-hidden /> : <ChannelIcon channel={way.channel} />}
          <span>{shortName(way, ways)}</span>
        </button>
      ))}
      <Menu position="top-start" width={290}>
        <Menu.Target><button type="button" className={styles.way} aria-label={words.composer.goOn} title={words.composer.goOn}><ChevronDown aria-hidden /></button></Menu.Target>
        <Menu.Dropdown>
          {rest.map((way) => (
            <Menu.Item key={wayKey(way)} leftSection={<ChannelIcon channel={way.channel} isPublic={way.visibility === "public"} />} onClick={() => { onNote(false); onWay(way); }}>
              {way.answers || way.replies ? shortName(way, ways) : `${channelName(way.channel)} · ${way.label} · ${way.connectionName}`}
              {way.reason && <span className={styles.reason}>{way.reason.words}</span>}
            </Menu.Item>
          ))}
          {rest.length > 0 && <Menu.Divider />}
          <Menu.Item leftSection={<Route size={15} />} onClick={onGoOn}>{words.composer.goOn}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <button type="button" aria-pressed={note} className={classes(styles.way, styles.noteWay, note && styles.noteOn)} onClick={() => onNote(!note)}>
        <NotebookPen aria-hidden /><span>{words.composer.note}</span>
      </button>
    </div>
  );
}

/** The channel alone where that is enough; else what tells two of them apart: the address, or which account of ours. */
function shortName(way: Way, ways: Way[]): string {
  if (way.answers) return ways.filter((other) => other.answers).length < 2 ? words.composer.publicReply : `${words.composer.publicReply} · ${way.answers.post.text ?? way.answers.text}`;
  if (way.replies) return words.composer.replyOnce(channelName(way.channel));
  const name = channelName(way.channel);
  const alike = ways.filter((other) => other !== way && !other.replies && channelName(other.channel) === name && other.visibility === way.visibility);
  if (alike.length === 0) return name;
  return `${name} · ${alike.some((other) => other.label === way.label) ? way.connectionName : way.label}`;
}
