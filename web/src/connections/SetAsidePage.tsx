import { useQuery } from "@tanstack/react-query";
import { Inbox } from "lucide-react";
import { useState } from "react";
import { api } from "../api/api";
import type { Page, SetAside } from "../api/types";
import { Asked } from "../ui/Asked";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { Rows, SettingsPiece, SettingsRow } from "../ui/SettingsPiece";
import { Sure } from "../ui/Sure";
import { shortTime } from "../ui/times";
import { useChange } from "../ui/useChange";
import { settingsWords } from "../words/settingsWords";
import styles from "./connections.module.css";
import { useConnections } from "./useConnections";

const w = settingsWords.intake;
const touched = ["set-aside", "connections", "cases"];

export function SetAsidePage() {
  const list = useQuery({ queryKey: ["set-aside"], queryFn: () => api.get<Page<SetAside>>("/intake/set-aside"), select: (page) => page.items });
  const names = new Map(useConnections().map((connection) => [connection.id, connection.name]));
  const [discarding, setDiscarding] = useState<string | null>(null);
  const replay = useChange((id: string) => api.post(`/intake/set-aside/${id}/replay`), touched, w.replayed);
  const discard = useChange((id: string) => api.delete(`/intake/set-aside/${id}`), touched);
  return (
    <SettingsPiece title={w.title} lead={w.lead}>
      <Asked query={list}>{(items) => items.length === 0 ? <Empty icon={<Inbox />} title={w.empty.title}>{w.empty.words}</Empty> : (
        <Rows>{items.map((item) => (
          <SettingsRow key={item.id} title={item.problem} about={[names.get(item.connectionId), shortTime(item.receivedAt), w.tries(item.tries)].filter(Boolean).join(" · ")}
            acts={<><Button small busy={replay.isPending} onClick={() => replay.mutate(item.id)}>{w.replay}</Button><Button small onClick={() => setDiscarding(item.id)}>{w.discard}</Button></>}>
            <div className={styles.raw} tabIndex={0} role="region" aria-label={w.raw}>{item.preview}</div>
          </SettingsRow>
        ))}</Rows>
      )}</Asked>
      {discarding && <Sure title={w.discard} lead={w.discardWords} act={w.discard} onClose={() => setDiscarding(null)} onAct={() => discard.mutate(discarding)} />}
    </SettingsPiece>
  );
}
