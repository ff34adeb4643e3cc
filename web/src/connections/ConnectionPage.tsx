import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Check, X } from "lucide-react";
import { useState } from "react";
import { api } from "../api/api";
import { Problem } from "../api/problem";
import type { ChannelDeclaration, Connection, Findings } from "../api/types";
import { Asked } from "../ui/Asked";
import { Button } from "../ui/Button";
import { Callout } from "../ui/Callout";
import { CopyLine } from "../ui/CopyLine";
import { Switch, TextInput } from "../ui/fields";
import form from "../ui/form.module.css";
import { lazily } from "../ui/lazily";
import { Section, SettingsPiece } from "../ui/SettingsPiece";
import { Sure } from "../ui/Sure";
import { shortTime } from "../ui/times";
import { useChange } from "../ui/useChange";
import { policyWords } from "../words/policyWords";
import { settingsWords } from "../words/settingsWords";
import { words } from "../words/words";
import { channelName } from "./ChannelMark";
import styles from "./connections.module.css";
import { HealthBadge, healthWords } from "./Health";
import { SetupFields } from "./SetupFields";
import { channelsQuery } from "./useConnections";

const CostForm = lazily(() => import("./CostForm").then((part) => part.CostForm));
const MailboxSignIn = lazily(() => import("./MailboxSignIn").then((part) => part.MailboxSignIn));
const w = settingsWords.connections;

export function ConnectionPage({ connectionId, came, onGone }: { connectionId: string; came?: string; onGone: () => void }) {
  const connection = useQuery({ queryKey: ["connections", connectionId], queryFn: () => api.get<Connection>(`/connections/${connectionId}`) });
  const channels = useQuery(channelsQuery).data;
  return (
    <>
      <Link to="/settings/connections" className={styles.back}>← {w.back}</Link>
      <Asked query={connection}>{(data) => <Detail key={data.id} connection={data} channel={channels?.find((one) => one.id === data.channel)} came={came} onGone={onGone} />}</Asked>
    </>
  );
}

function Detail({ connection, channel, came, onGone }: { connection: Connection; channel: ChannelDeclaration | undefined; came?: string; onGone: () => void }) {
  const client = useQueryClient();
  const [removing, setRemoving] = useState(false);
  const path = `/connections/${connection.id}`;
  const wake = useChange(() => api.post(`${path}/wake`), ["connections"], w.woken);
  const remove = useChange(() => api.delete(path), ["connections"]);
  const test = useMutation({ mutationFn: () => api.post<Findings>(`${path}/test`), onSettled: () => client.invalidateQueries({ queryKey: ["connections"] }) });

  const isSignedOut = connection.signIn?.isSignedIn === false;

  return (
    <SettingsPiece title={connection.name} lead={<>{channelName(connection.channel)}{connection.address && ` · ${connection.address}`} <HealthBadge connection={connection} /></>}
      act={<div className={form.acts}>
        {!isSignedOut && (connection.health.state === "asleep" || connection.health.state === "failing") && <Button onClick={() => wake.mutate()}>{w.wake}</Button>}
        <Button look="primary" busy={test.isPending} onClick={() => test.mutate()}>{test.isPending ? w.testing : w.test}</Button>
      </div>}>
      <div className={form.form}>
        {connection.signIn && <MailboxSignIn connection={connection} signIn={connection.signIn} came={came} />}
        {!isSignedOut && connection.health.silence && <Callout tone="hot">{w.silentSince(shortTime(connection.health.silence.since), connection.health.silence.words)}</Callout>}
        {!isSignedOut && connection.health.problem && <Callout tone="hot">{connection.health.problem.words}</Callout>}
        {!isSignedOut && connection.health.concerns.map((one) => <Callout key={one.words} tone={one.kind === "endsSoon" ? "warm" : "hot"}>{one.words}</Callout>)}
        <p className={styles.health}>{healthWords(connection.health).join(" · ")}</p>
        {test.isSuccess && <TestFindings findings={test.data} />}
        {test.isError && <Callout tone="hot">{test.error instanceof Problem ? test.error.message : words.broken}</Callout>}
        {connection.webhookUrl && <div className={form.field}><span className={form.label}>{w.webhook}</span><CopyLine label={w.webhook} text={connection.webhookUrl} copy={words.copy} copied={words.copied} /></div>}
      </div>
      <div style={{ blockSize: 22 }} />
      <Section title={w.settings}><SettingsForm connection={connection} channel={channel} /></Section>
      <Section title={policyWords.cost.title} lead={policyWords.cost.lead}><CostForm connection={connection} /></Section>
      <Section title={w.remove} lead={w.removeWords}><Button onClick={() => setRemoving(true)}>{w.remove}</Button></Section>
      {removing && <Sure title={w.remove} lead={w.removeWords} act={w.removeDo} onClose={() => setRemoving(false)} onAct={() => remove.mutate(undefined, { onSuccess: onGone })} />}
    </SettingsPiece>
  );
}

function TestFindings({ findings }: { findings: Findings }) {
  return (
    <ul className={styles.findings} role="status">
      {findings.findings.map((finding) => <li key={finding.words} data-ok={finding.ok || undefined}>{finding.ok ? <Check aria-label={words.person.yes} /> : <X aria-label={words.person.no} />}<span>{finding.words}</span></li>)}
    </ul>
  );
}

function SettingsForm({ connection, channel }: { connection: Connection; channel: ChannelDeclaration | undefined }) {
  const secrets = new Set(channel?.setup.filter((field) => field.kind === "secret").map((field) => field.key));
  const [name, setName] = useState(connection.name);
  const [enabled, setEnabled] = useState(connection.enabled);
  const [changed, setChanged] = useState<Record<string, string>>({});
  const open = Object.fromEntries(Object.entries(connection.settings).filter(([key]) => !secrets.has(key)));
  const save = useChange(() => api.patch(`/connections/${connection.id}`, { body: { name: name.trim(), enabled, settings: changed } }), ["connections"], words.saved);
  return (
    <form className={form.form} onSubmit={(event) => { event.preventDefault(); save.mutate(undefined, { onSuccess: () => setChanged({}) }); }}>
      <TextInput label={w.name} value={name} onChange={(event) => setName(event.currentTarget.value)} required />
      {channel && <SetupFields fields={channel.setup} values={{ ...open, ...changed }} kept={connection.settings} errors={save.error instanceof Problem ? save.error.errors : {}} signInUrl={channel.signInUrl} onValue={(key, value) => setChanged((old) => ({ ...old, [key]: value }))} />}
      <Switch label={w.enabled} checked={enabled} onChange={(event) => setEnabled(event.currentTarget.checked)} />
      <div className={form.acts}><Button type="submit" look="primary" busy={save.isPending}>{words.save}</Button></div>
    </form>
  );
}
