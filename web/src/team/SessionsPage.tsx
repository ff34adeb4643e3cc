import { useQuery } from "@tanstack/react-query";
import { api } from "../api/api";
import type { Page, Session } from "../api/types";
import { Asked } from "../ui/Asked";
import { Button } from "../ui/Button";
import { Badge } from "../ui/Chip";
import { Rows, SettingsPiece, SettingsRow } from "../ui/SettingsPiece";
import { shortTime } from "../ui/times";
import { useChange } from "../ui/useChange";
import { settingsWords } from "../words/settingsWords";
import { browserIn } from "./browserIn";

const w = settingsWords.sessions;

export function SessionsPage() {
  const sessions = useQuery({ queryKey: ["sessions"], queryFn: () => api.get<Page<Session>>("/sessions"), select: (page) => page.items });
  const end = useChange((id: string) => api.delete(`/sessions/${id}`), ["sessions"], w.ended);
  return (
    <SettingsPiece title={w.title} lead={w.lead}>
      <Asked query={sessions}>{(list) => (
        <Rows>{list.map((session) => (
          <SettingsRow key={session.id} title={<>{nameOf(session)}{session.current && <Badge tone="good">{w.current}</Badge>}</>}
            about={[session.ip, w.last(shortTime(session.lastSeenAt))].filter(Boolean).join(" · ")}
            acts={!session.current && <Button small onClick={() => end.mutate(session.id)}>{w.end}</Button>} />
        ))}</Rows>
      )}</Asked>
    </SettingsPiece>
  );
}

function nameOf(session: Session): string {
  const { browser, system } = browserIn(session.userAgent ?? "");
  return browser ? w.on(browser, system) : w.unknown;
}
