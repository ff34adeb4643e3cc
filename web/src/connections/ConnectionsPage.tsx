import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { PlugZap } from "lucide-react";
import { useState } from "react";
import type { Connection } from "../api/types";
import { useFrames } from "../live/registry";
import { Asked } from "../ui/Asked";
import { Button } from "../ui/Button";
import { Callout } from "../ui/Callout";
import { Empty } from "../ui/Empty";
import { lazily } from "../ui/lazily";
import { Rows, SettingsPiece, SettingsRow } from "../ui/SettingsPiece";
import { shortTime } from "../ui/times";
import { settingsWords } from "../words/settingsWords";
import { ChannelIcon, channelName } from "./ChannelMark";
import styles from "./connections.module.css";
import { HealthBadge, healthWords } from "./Health";
import { connectionsQuery } from "./useConnections";

const ConnectDialog = lazily(() => import("./ConnectDialog").then((part) => part.ConnectDialog));
const w = settingsWords.connections;

export function ConnectionsPage({ lost, onOpen }: { lost?: boolean; onOpen: (id: string) => void }) {
  const client = useQueryClient();
  const connections = useQuery({ ...connectionsQuery, refetchInterval: 20_000 });
  const [adding, setAdding] = useState(false);
  useFrames("connection", () => void client.invalidateQueries({ queryKey: ["connections"] }));
  const add = <Button look="primary" onClick={() => setAdding(true)}>{w.add}</Button>;
  return (
    <SettingsPiece title={w.title} lead={w.lead} act={add}>
      {lost && <Callout tone="warm">{w.signInLost}</Callout>}
      <Asked query={connections}>{(list) => list.length === 0 ? <Empty icon={<PlugZap />} title={w.empty.title}>{w.empty.words}</Empty>
        : <Rows>{list.map((connection) => <ConnectionRow key={connection.id} connection={connection} />)}</Rows>}</Asked>
      {adding && <ConnectDialog onClose={() => setAdding(false)} onMade={onOpen} />}
    </SettingsPiece>
  );
}

function ConnectionRow({ connection }: { connection: Connection }) {
  return (
    <SettingsRow lead={<span className={styles.icon}><ChannelIcon channel={connection.channel} /></span>}
      title={<><Link className={styles.name} to="/settings/connections/$connectionId" params={{ connectionId: connection.id }}>{connection.name}</Link><HealthBadge connection={connection} /></>}
      about={[channelName(connection.channel), connection.address, ...healthWords(connection.health)].filter(Boolean).join(" · ")}>
      {connection.health.silence && <div className={styles.problem}>{w.silentSince(shortTime(connection.health.silence.since), connection.health.silence.words)}</div>}
      {connection.health.concerns.map((one) => <div key={one.words} className={styles.problem} data-soon={one.kind === "endsSoon" || undefined}>{one.words}</div>)}
      {connection.health.problem && <div className={styles.problem}>{connection.health.problem.words}</div>}
    </SettingsRow>
  );
}
