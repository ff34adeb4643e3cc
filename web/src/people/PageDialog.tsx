import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/api";
import type { Moment, Page, PageLink, PersonPage, Ways } from "../api/types";
import { channelName } from "../connections/ChannelMark";
import { Asked } from "../ui/Asked";
import { Button } from "../ui/Button";
import { Callout } from "../ui/Callout";
import { Dialog } from "../ui/Dialog";
import { Select, Textarea } from "../ui/fields";
import { shortTime } from "../ui/times";
import { useChange } from "../ui/useChange";
import { uuid7 } from "../ui/uuid7";
import { pageWords as w } from "../words/pageWords";
import { nameOf } from "./nameOf";
import styles from "./personPanel.module.css";

/** A link to their own page: made for one address of theirs, and sent there in words one can change. */
export function PageDialog({ person, onClose }: { person: PersonPage; onClose: () => void }) {
  const ways = useQuery({ queryKey: ["ways", person.id, "page"], queryFn: () => api.get<Ways>(`/people/${person.id}/ways`), select: (all) => all.items.filter((way) => way.allowed && way.visibility === "private" && !way.replies) });
  const links = useQuery({ queryKey: ["pages", person.id], queryFn: () => api.get<Page<PageLink>>(`/people/${person.id}/pages`), select: (page) => page.items });
  const [picked, setPicked] = useState<string | null>(null);
  const [text, setText] = useState<string | null>(null);
  const keyOf = (way: { connectionId: string; handleId: string | null }) => `${way.connectionId} ${way.handleId}`;
  const way = ways.data?.find((one) => keyOf(one) === picked) ?? ways.data?.[0];
  const make = useChange(() => api.post<PageLink>(`/people/${person.id}/pages`, { body: { connectionId: way!.connectionId, handleId: way!.handleId } }), ["pages"]);
  const send = useChange(() => api.post<Moment>(`/people/${person.id}/messages`, { body: { id: uuid7(), text, connectionId: way!.connectionId, handleId: way!.handleId } }), ["timeline", "person", "cases"], w.sent);
  const end = useChange((id: string) => api.delete(`/people/${person.id}/pages/${id}`), ["pages"], w.ended);

  return (
    <Dialog open onClose={onClose} title={w.title} lead={w.lead(nameOf(person))} width={520}
      acts={!way ? undefined : text === null
        ? <Button look="primary" busy={make.isPending} onClick={() => make.mutate(undefined, { onSuccess: (link) => setText(link.words ?? "") })}>{w.make}</Button>
        : <Button look="primary" disabled={!text.trim()} busy={send.isPending} onClick={() => send.mutate(undefined, { onSuccess: onClose })}>{w.send}</Button>}>
      <Asked query={ways}>{(all) => (all.length === 0 ? <Callout tone="calm">{w.noWay}</Callout>
        : <Select label={w.to} data={all.map((one) => ({ value: keyOf(one), label: `${channelName(one.channel)} · ${one.label}` }))} value={way ? keyOf(way) : null} onChange={setPicked} disabled={text !== null} allowDeselect={false} data-autofocus />)}</Asked>
      {text !== null && <Textarea label={w.words} description={w.wordsHint} autosize minRows={4} maxRows={12} maxLength={20_000} value={text} onChange={(event) => setText(event.currentTarget.value)} />}
      {(links.data ?? []).length > 0 && (
        <div>
          <h3 className={styles.title}>{w.open}</h3>
          <ul>{links.data!.map((link) => (
            <li key={link.id} className={styles.pair}><span>{w.link(link.to, link.by, shortTime(link.expiresAt))}</span><Button small look="plain" aria-label={w.endThis(link.to)} busy={end.isPending} onClick={() => end.mutate(link.id)}>{w.end}</Button></li>
          ))}</ul>
        </div>
      )}
    </Dialog>
  );
}
