import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/api";
import type { Invitation, Page, Teammate } from "../api/types";
import { Asked } from "../ui/Asked";
import { Avatar } from "../ui/Avatar";
import { Button } from "../ui/Button";
import { Badge } from "../ui/Chip";
import { dateOf, shortTime } from "../ui/times";
import { Rows, Section, SettingsPiece, SettingsRow } from "../ui/SettingsPiece";
import { useChange } from "../ui/useChange";
import { settingsWords } from "../words/settingsWords";
import { words } from "../words/words";
import { InviteDialog, LeaveDialog, LockedOutDialog, TeammateDialog } from "./TeammateDialogs";
import { maySetUp, teammatesQuery, useMe } from "./useMe";

const w = settingsWords.team;
type Open = { kind: "invite" } | { kind: "edit" | "leave" | "lockedOut"; teammate: Teammate } | null;

export function TeammatesPage() {
  const { teammate: me } = useMe();
  const team = useQuery(teammatesQuery);
  const [open, setOpen] = useState<Open>(null);
  return (
    <SettingsPiece title={w.title} lead={w.lead} act={<Button look="primary" onClick={() => setOpen({ kind: "invite" })}>{w.invite}</Button>}>
      <Asked query={team}>{(list) => (
        <Rows>{list.map((one) => (
          <SettingsRow key={one.id} lead={<Avatar name={one.name} seed={one.id} picture={one.pictureUrl} />}
            title={<>{one.name}{one.id === me.id && <Badge>{w.you}</Badge>}{one.away && <Badge tone="warm">{one.awayUntil ? w.away(dateOf(one.awayUntil)) : words.case.awayNow}</Badge>}{one.state === "left" && <Badge>{w.left}</Badge>}</>}
            about={[w.roles[one.role], one.email, one.lastSeenAt ? w.seen(shortTime(one.lastSeenAt)) : w.never].join(" · ")}
            acts={one.state !== "left" && one.id !== me.id && <>
              <Button small onClick={() => setOpen({ kind: "edit", teammate: one })} aria-label={`${words.edit} ${one.name}`}>{words.edit}</Button>
              <Button small aria-label={`${w.leave} ${one.name}`} onClick={() => setOpen({ kind: "leave", teammate: one })}>{w.leave}</Button>
            </>} />
        ))}</Rows>
      )}</Asked>
      <Invitations />
      {open?.kind === "invite" && <InviteDialog onClose={() => setOpen(null)} />}
      {open?.kind === "edit" && <TeammateDialog teammate={open.teammate} onLockedOut={mayLetIn(me, open.teammate) ? () => setOpen({ kind: "lockedOut", teammate: open.teammate }) : null} onClose={() => setOpen(null)} />}
      {open?.kind === "lockedOut" && <LockedOutDialog teammate={open.teammate} onClose={() => setOpen(null)} />}
      {open?.kind === "leave" && <LeaveDialog teammate={open.teammate} onClose={() => setOpen(null)} />}
    </SettingsPiece>
  );
}

/** Only an owner decides about owners. */
const mayLetIn = (me: Teammate, other: Teammate) => maySetUp(me.role) && (other.role !== "owner" || me.role === "owner");

function Invitations() {
  const { teammate: me } = useMe();
  const invitations = useQuery({ queryKey: ["invitations"], queryFn: () => api.get<Page<Invitation>>("/teammates/invitations"), select: (page) => page.items, enabled: maySetUp(me.role) }).data ?? [];
  const withdraw = useChange((id: string) => api.delete(`/teammates/invitations/${id}`), ["invitations"]);
  if (invitations.length === 0) return null;
  return (
    <Section title={w.invited}>
      <Rows>{invitations.map((invitation) => (
        <SettingsRow key={invitation.id} title={invitation.name || invitation.email || words.someone} about={[invitation.forTeammateId && w.lockedOut.open, w.expires(shortTime(invitation.expiresAt))].filter(Boolean).join(" · ")}
          acts={<Button small onClick={() => withdraw.mutate(invitation.id)}>{w.withdraw}</Button>} />
      ))}</Rows>
    </Section>
  );
}
