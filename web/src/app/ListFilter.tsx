import { Menu } from "@mantine/core";
import { Bookmark, Check, Globe, ListFilter as Sieve, Lock, SquareCheck, X } from "lucide-react";
import { useState } from "react";
import type { CaseFilter } from "../cases/useCases";
import { isAt, useViews } from "../cases/useViews";
import { mayWrite, useMe } from "../team/useMe";
import { lazily } from "../ui/lazily";
import { ChannelIcon, channelName } from "../connections/ChannelMark";
import { useConnections } from "../connections/useConnections";
import { Button, IconButton } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { Chip } from "../ui/Chip";
import { filterWords as w } from "../words/filterWords";
import { lightWords } from "../words/lightWords";
import styles from "./listFilter.module.css";

const ViewDialog = lazily(() => import("../cases/ViewDialog").then((part) => part.ViewDialog));

export interface ListFilterProps { filter: CaseFilter; onFilter: (filter: CaseFilter) => void }

/** Quiet until it is used: one button in the header of the list. */
export function FilterButton({ filter, onFilter, onSelect }: ListFilterProps & { onSelect?: () => void }) {
  const channels = [...new Set([...useConnections().map((connection) => connection.channel), ...(filter.channel ? [filter.channel] : [])])].sort((one, two) => channelName(one).localeCompare(channelName(two)));
  const on = said(filter);
  return (
    <Menu position="bottom-end" width={250}>
      <Menu.Target><IconButton label={on.length ? w.openOn(on.join(", ")) : w.open} on={on.length > 0}><Sieve /></IconButton></Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{w.visibility}</Menu.Label>
        <Choice on={!filter.visibility} label={w.everything} onChoose={() => onFilter({ ...filter, visibility: undefined })} />
        <Choice on={filter.visibility === "public"} icon={<Globe size={15} />} label={w.public} onChoose={() => onFilter({ ...filter, visibility: "public" })} />
        <Choice on={filter.visibility === "private"} icon={<Lock size={15} />} label={w.private} onChoose={() => onFilter({ ...filter, visibility: "private" })} />
        <Menu.Divider />
        <Menu.Label>{w.channel}</Menu.Label>
        <div className={styles.channels}>
          <Choice on={!filter.channel} label={w.anyChannel} onChoose={() => onFilter({ ...filter, channel: undefined })} />
          {channels.map((channel) => <Choice key={channel} on={filter.channel === channel} icon={<ChannelIcon channel={channel} />} label={bothNames(channel)} onChoose={() => onFilter({ ...filter, channel })} />)}
        </div>
        {onSelect && <><Menu.Divider /><Choice on={false} icon={<SquareCheck size={15} />} label={lightWords.many.start} onChoose={onSelect} /></>}
      </Menu.Dropdown>
    </Menu>
  );
}

function Choice({ on, icon, label, onChoose }: { on: boolean; icon?: React.ReactNode; label: string; onChoose: () => void }) {
  return <Menu.Item leftSection={<span className={styles.icon}>{icon}</span>} rightSection={on ? <Check size={15} role="img" aria-label={w.chosen} /> : null} onClick={onChoose}>{label}</Menu.Item>;
}

/** What is filtered stands above the list, and is taken off there. */
export function FilterLine({ list, filter, onFilter }: ListFilterProps & { list: string }) {
  const writes = mayWrite(useMe().teammate.role);
  const view = useViews().find((one) => isAt(one, list, filter)) ?? null;
  const [naming, setNaming] = useState(false);
  return (
    <div className={styles.line}>
      {filter.channel && <Off label={bothNames(filter.channel)} onOff={() => onFilter({ ...filter, channel: undefined })} />}
      {filter.visibility && <Off label={visibilityName(filter.visibility)} onOff={() => onFilter({ ...filter, visibility: undefined })} />}
      {writes && (!view || view.mayChange) && <Chip onClick={() => setNaming(true)}><Bookmark size={12} aria-hidden /> {view ? lightWords.views.change : lightWords.views.save}</Chip>}
      {naming && <ViewDialog view={view} list={list} filter={filter} onClose={() => setNaming(false)} />}
    </div>
  );
}

function Off({ label, onOff }: { label: string; onOff: () => void }) {
  return <Chip on aria-label={w.takeOff(label)} title={w.takeOff(label)} onClick={onOff}>{label} <X size={12} aria-hidden /></Chip>;
}

export function NothingFiltered({ onFilter }: { onFilter: (filter: CaseFilter) => void }) {
  return <Empty title={w.empty.title} step={<Button onClick={() => onFilter({})}>{w.empty.all}</Button>}>{w.empty.words}</Empty>;
}

/** One connection, two names: people write to a page in Messenger and comment on Facebook. */
const bothNames = (channel: string) => [...new Set([channelName(channel), channelName(channel, true)])].join(" · ");

const visibilityName = (visibility: "public" | "private") => (visibility === "public" ? w.shortPublic : w.shortPrivate);

const said = (filter: CaseFilter) => [filter.channel && channelName(filter.channel), filter.visibility && visibilityName(filter.visibility)].filter((one): one is string => Boolean(one));
