import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/api";
import type { ApiToken, NewApiToken, Page, Role } from "../api/types";
import { Asked } from "../ui/Asked";
import { Button } from "../ui/Button";
import { CopyLine } from "../ui/CopyLine";
import { Dialog } from "../ui/Dialog";
import { Empty } from "../ui/Empty";
import { Select, TextInput } from "../ui/fields";
import { Rows, SettingsPiece, SettingsRow } from "../ui/SettingsPiece";
import { dateOf, shortTime } from "../ui/times";
import { useChange } from "../ui/useChange";
import { settingsWords } from "../words/settingsWords";
import { words } from "../words/words";

const w = settingsWords.tokens;
const roles = (["admin", "teammate", "colleague", "viewer"] as const).map((value) => ({ value, label: `${settingsWords.team.roles[value]} · ${settingsWords.team.roleWords[value]}` }));

export function TokensPage() {
  const tokens = useQuery({ queryKey: ["tokens"], queryFn: () => api.get<Page<ApiToken>>("/tokens"), select: (page) => page.items });
  const revoke = useChange((id: string) => api.delete(`/tokens/${id}`), ["tokens"], w.revoked);
  const [adding, setAdding] = useState(false);
  return (
    <SettingsPiece title={w.title} lead={w.lead} act={<Button look="primary" onClick={() => setAdding(true)}>{w.add}</Button>}>
      <Asked query={tokens}>{(list) => list.length === 0 ? <Empty title={w.empty.title}>{w.empty.words}</Empty> : (
        <Rows>{list.map((token) => (
          <SettingsRow key={token.id} title={token.name}
            about={[`${token.prefix}…`, settingsWords.team.roles[token.role], token.lastUsedAt ? w.used(shortTime(token.lastUsedAt)) : w.unused, token.expiresAt && w.until(dateOf(token.expiresAt))].filter(Boolean).join(" · ")}
            acts={<Button small onClick={() => revoke.mutate(token.id)}>{w.revoke}</Button>} />
        ))}</Rows>
      )}</Asked>
      {adding && <TokenDialog onClose={() => setAdding(false)} />}
    </SettingsPiece>
  );
}

function TokenDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("teammate");
  const [expires, setExpires] = useState("");
  const make = useChange(() => api.post<NewApiToken>("/tokens", { body: { name: name.trim(), role, expiresAt: expires ? new Date(expires).toISOString() : undefined } }), ["tokens"]);
  if (make.data) return <Dialog open onClose={onClose} title={make.data.name} lead={w.once}><CopyLine label={w.once} text={make.data.token} copy={words.copy} copied={words.copied} /></Dialog>;
  return (
    <Dialog open onClose={onClose} title={w.add} acts={<Button look="primary" disabled={!name.trim()} busy={make.isPending} onClick={() => make.mutate()}>{w.make}</Button>}>
      <TextInput label={w.name} value={name} onChange={(event) => setName(event.currentTarget.value)} required data-autofocus />
      <Select label={w.role} data={roles} value={role} onChange={(next) => next && setRole(next as Role)} />
      <TextInput type="date" label={w.expires} value={expires} onChange={(event) => setExpires(event.currentTarget.value)} />
    </Dialog>
  );
}
