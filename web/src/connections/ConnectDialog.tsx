import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/api";
import { Problem } from "../api/problem";
import type { ChannelDeclaration, Connection } from "../api/types";
import { Asked } from "../ui/Asked";
import { Button } from "../ui/Button";
import { Callout } from "../ui/Callout";
import { CopyLine } from "../ui/CopyLine";
import { Dialog } from "../ui/Dialog";
import { TextInput } from "../ui/fields";
import form from "../ui/form.module.css";
import { problemWords } from "../ui/problemWords";
import { say } from "../ui/Toasts";
import { settingsWords } from "../words/settingsWords";
import { words } from "../words/words";
import { ChannelIcon } from "./ChannelMark";
import styles from "./connections.module.css";
import { SetupFields } from "./SetupFields";
import { channelsQuery } from "./useConnections";

const w = settingsWords.connections;

export function ConnectDialog({ onClose, onMade }: { onClose: () => void; onMade: (id: string) => void }) {
  const channels = useQuery(channelsQuery);
  const [channel, setChannel] = useState<ChannelDeclaration | null>(null);
  if (channel) return <SetupDialog channel={channel} onClose={onClose} onMade={onMade} />;
  return (
    <Dialog open onClose={onClose} title={w.choose}>
      <Asked query={channels}>{(list) => (
        <ul className={styles.channels}>
          {list.map((one) => (
            <li key={one.id}>
              <button type="button" className={styles.channel} onClick={() => setChannel(one)}>
                <span className={styles.icon}><ChannelIcon channel={one.id} /></span>
                <span><b>{one.name}</b>{one.note && <span className={styles.note}>{one.note}</span>}</span>
              </button>
            </li>
          ))}
        </ul>
      )}</Asked>
    </Dialog>
  );
}

function SetupDialog({ channel, onClose, onMade }: { channel: ChannelDeclaration; onClose: () => void; onMade: (id: string) => void }) {
  const client = useQueryClient();
  const [name, setName] = useState(channel.name);
  const [values, setValues] = useState<Record<string, string>>(() => Object.fromEntries(channel.setup.flatMap((field) => (field.default === null ? [] : [[field.key, field.default]]))));
  const leave = (id: string) => { onClose(); onMade(id); };
  const make = useMutation({
    mutationFn: () => api.post<Connection>("/connections", { body: { name: name.trim(), channel: channel.id, settings: values } }),
    onSuccess: (made) => { void client.invalidateQueries({ queryKey: ["connections"] }); say(w.connected); if (!madeSecrets(made)) leave(made.id); },
  });
  if (make.data) return <MadeSecrets channel={channel} made={make.data} onClose={() => leave(make.data.id)} />;
  const errors = make.error instanceof Problem ? make.error.errors : {};

  return (
    <Dialog open onClose={onClose} title={channel.name} lead={channel.note}
      acts={<>{channel.docsUrl && <a className={styles.docs} href={channel.docsUrl} target="_blank" rel="noopener noreferrer">{w.docs}</a>}<Button look="primary" busy={make.isPending} type="submit" form="connect">{w.connect}</Button></>}>
      <form id="connect" className={form.form} onSubmit={(event) => { event.preventDefault(); make.mutate(); }}>
        {make.isError && <Callout tone="hot">{problemWords(make.error)}</Callout>}
        <TextInput label={w.name} description={w.nameHint} value={name} onChange={(event) => setName(event.currentTarget.value)} required data-autofocus />
        <SetupFields fields={channel.setup} values={values} errors={errors} signInUrl={channel.signInUrl} onValue={(key, value) => setValues((old) => ({ ...old, [key]: value }))} />
      </form>
    </Dialog>
  );
}

function madeSecrets(connection: Connection): boolean {
  return Object.keys(connection.made ?? {}).length > 0;
}

function MadeSecrets({ channel, made, onClose }: { channel: ChannelDeclaration; made: Connection; onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title={w.madeTitle} lead={w.madeLead} acts={<Button look="primary" onClick={onClose}>{words.sign.check}</Button>}>
      {Object.entries(made.made ?? {}).map(([key, secret]) => {
        const label = channel.setup.find((field) => field.key === key)?.label ?? key;
        return <div key={key} className={form.field}><span className={form.label}>{label}</span><CopyLine label={label} text={secret} copy={words.copy} copied={words.copied} /></div>;
      })}
    </Dialog>
  );
}
