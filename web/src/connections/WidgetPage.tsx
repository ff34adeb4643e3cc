import { useQuery } from "@tanstack/react-query";
import { MessageSquareText } from "lucide-react";
import { useState } from "react";
import type { Connection } from "../api/types";
import { Asked } from "../ui/Asked";
import { Button } from "../ui/Button";
import { CopyLine } from "../ui/CopyLine";
import { Empty } from "../ui/Empty";
import { Select } from "../ui/fields";
import form from "../ui/form.module.css";
import { SettingsPiece } from "../ui/SettingsPiece";
import { settingsWords } from "../words/settingsWords";
import { words } from "../words/words";
import styles from "./connections.module.css";
import { connectionsQuery } from "./useConnections";

const w = settingsWords.widget;

export function WidgetPage({ onConnect }: { onConnect: () => void }) {
  const connections = useQuery(connectionsQuery);
  return (
    <SettingsPiece title={w.title} lead={w.lead}>
      <Asked query={connections}>{(list) => {
        const chats = list.filter((connection) => connection.channel.toLowerCase() === "webchat");
        if (chats.length === 0) return <Empty icon={<MessageSquareText />} title={w.none.title} step={<Button onClick={onConnect}>{w.connect}</Button>}>{w.none.words}</Empty>;
        return <Widget chats={chats} />;
      }}</Asked>
    </SettingsPiece>
  );
}

function Widget({ chats }: { chats: Connection[] }) {
  const [chosen, setChosen] = useState(chats[0]!.id);
  const tag = `<script src="${location.origin}/chat.js" data-connection="${chosen}" async></script>`;
  return (
    <div className={form.form}>
      {chats.length > 1 && <Select label={w.which} data={chats.map((chat) => ({ value: chat.id, label: chat.name }))} value={chosen} onChange={(id) => id && setChosen(id)} />}
      <div className={form.field}><span className={form.label}>{w.tag}</span><CopyLine tall label={w.tag} text={tag} copy={words.copy} copied={words.copied} /></div>
      <div className={form.field}><span className={form.label}>{w.preview}</span><iframe key={chosen} className={styles.preview} src={`/chat/${chosen}/talk`} title={w.previewTitle} /></div>
    </div>
  );
}
