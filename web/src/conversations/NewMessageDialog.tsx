import { useState } from "react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/api";
import type { Moment, PersonPage, Purpose } from "../api/types";
import { refreshCases } from "../cases/useCaseActs";
import { channelName } from "../connections/ChannelMark";
import { PersonChip } from "../people/PersonChip";
import { PersonSearch } from "../people/PersonSearch";
import { Button } from "../ui/Button";
import { Callout, InlineAct } from "../ui/Callout";
import { Dialog } from "../ui/Dialog";
import { Select, Switch, Textarea, TextInput } from "../ui/fields";
import { problemWords } from "../ui/problemWords";
import { say } from "../ui/Toasts";
import { uuid7 } from "../ui/uuid7";
import { words } from "../words/words";
import { addressIn, type Address } from "./address";
import { LengthLine } from "./LengthLine";
import { measure } from "./measure";
import { useBeginnings, type Beginning } from "./useBeginnings";
import { nameOf } from "../people/nameOf";

const w = words.newMessage;

type Who = { id: string; name: string } | { id: null; name: string; address: Address };

/** Kith may begin: to whom, how, and the first words. */
export function NewMessageDialog({ onClose, onFound, onSent }: { onClose: () => void; onFound: () => void; onSent: (personId: string) => void }) {
  const client = useQueryClient();
  const [who, setWho] = useState<Who | null>(null);
  const [way, setWay] = useState<string | null>(null);
  const [title, setTitle] = useState("");
  const [text, setText] = useState("");
  const [messageId] = useState(uuid7);
  const [offer, setOffer] = useState(false);
  const purpose = offer ? "outreach" : "service";
  const { beginnings, refused } = useBeginnings(who?.id ?? null, who && who.id === null ? who.address : null, purpose);
  const chosen = beginnings.find((beginning) => beginning.key === way) ?? beginnings.find((beginning) => beginning.way?.lastUsed) ?? beginnings[0];
  const why = offer ? [...new Set(refused.map((way) => `${channelName(way.channel)} · ${way.label}: ${way.reason?.words}`))] : [];
  const measured = chosen?.way ? measure(text, chosen.way.text) : null;

  const send = useMutation({
    mutationFn: async () => {
      const personId = who!.id ?? (await makePerson(who as Extract<Who, { id: null }>));
      if (!who!.id) setWho({ id: personId, name: who!.name });
      await sendFirst(personId, messageId, chosen!, text.trim(), title.trim(), purpose);
      return personId;
    },
    onSuccess: (personId) => { refreshCases(client); void client.invalidateQueries({ queryKey: ["people"] }); void client.invalidateQueries({ queryKey: ["ways"] }); say(w.sent); onSent(personId); },
  });

  return (
    <Dialog open onClose={onClose} title={w.title} width={540}
      acts={<Button look="primary" busy={send.isPending} disabled={!who || !chosen || !text.trim() || measured?.tooLong} onClick={() => send.mutate()}>{w.send}</Button>}>
      {send.isError && <Callout tone="hot">{problemWords(send.error)}</Callout>}
      {who ? <ChosenPerson who={who} onName={(name) => setWho({ ...who, name })} onChange={() => { setWho(null); setWay(null); }} />
        : <PersonSearch label={w.who} hint={w.whoHint} onChoose={(person) => setWho({ id: person.id, name: nameOf(person) })}>
            {(typed) => { const address = addressIn(typed); return address && <Button look="plain" onClick={() => setWho({ id: null, name: "", address })}>{w.make(address.value)}</Button>; }}
          </PersonSearch>}
      {!who && <p><InlineAct onClick={onFound}>{w.bringIn}</InlineAct></p>}
      {who && (beginnings.length
        ? <Select label={w.how} value={chosen?.key ?? null} onChange={setWay} data={beginnings.map((beginning) => ({ value: beginning.key, label: beginning.label }))} />
        : why.length === 0 && <Callout tone="warm">{offer ? w.noOffers : who.id ? w.noWays : w.noConnection}</Callout>)}
      {who && why.length > 0 && <Callout tone="warm">{why.map((words) => <span key={words} style={{ display: "block" }}>{words}</span>)}</Callout>}
      {who && <TextInput label={chosen?.format === "html" ? w.subject : w.about} maxLength={200} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />}
      {who && <Switch label={w.offer} checked={offer} onChange={(event) => { setOffer(event.currentTarget.checked); setWay(null); }} />}
      {who && (
        <Textarea label={w.words} value={text} onChange={(event) => setText(event.currentTarget.value)} minRows={4} rows={5}
          description={measured && chosen?.way ? <LengthLine measure={measured} way={chosen.way} /> : undefined} inputWrapperOrder={["label", "input", "description", "error"]} />
      )}
    </Dialog>
  );
}

function ChosenPerson({ who, onName, onChange }: { who: Who; onName: (name: string) => void; onChange: () => void }) {
  return (
    <>
      <div style={{ display: "flex", justifyContent: "space-between", alignItems: "center", gap: 12 }}>
        <PersonChip person={{ id: who.id ?? "new", name: who.name || (who.id === null ? who.address.value : ""), handles: who.id === null ? [{ ...who.address, label: who.address.value }] : [] }} size={34} />
        <Button small onClick={onChange}>{w.change}</Button>
      </div>
      {who.id === null && <TextInput label={w.name} description={w.nameHint} value={who.name} onChange={(event) => onName(event.currentTarget.value)} />}
    </>
  );
}

async function makePerson(who: Extract<Who, { id: null }>): Promise<string> {
  const person = await api.post<PersonPage>("/people", { body: { name: who.name || who.address.value, claims: [who.address] } });
  return person.id;
}

function sendFirst(personId: string, id: string, beginning: Beginning, text: string, title: string, purpose: Purpose): Promise<Moment> {
  return api.post<Moment>(`/people/${personId}/messages`, {
    key: id,
    body: {
      id, text, purpose, connectionId: beginning.connectionId, ...(beginning.way?.handleId ? { handleId: beginning.way.handleId } : { to: beginning.to }),
      newCase: { title: title || undefined }, attachments: [], ...(beginning.format === "html" && title && { subject: title }),
    },
  });
}
