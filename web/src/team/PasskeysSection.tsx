import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/api";
import { Problem } from "../api/problem";
import type { Page, Passkey } from "../api/types";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { TextInput } from "../ui/fields";
import { Rows, Section, SettingsRow } from "../ui/SettingsPiece";
import { dateOf } from "../ui/times";
import { say } from "../ui/Toasts";
import { useChange } from "../ui/useChange";
import { settingsWords } from "../words/settingsWords";
import { words } from "../words/words";
import { addPasskey, passkeysWork } from "./passkeys";

const w = settingsWords.security;

export function PasskeysSection() {
  const passkeys = useQuery({ queryKey: ["passkeys"], queryFn: () => api.get<Page<Passkey>>("/me/passkeys"), select: (page) => page.items }).data ?? [];
  const [adding, setAdding] = useState(false);
  const remove = useChange((id: string) => api.delete(`/me/passkeys/${id}`), ["passkeys"]);
  return (
    <Section title={w.passkeys} lead={w.passkeysLead}>
      {passkeys.length > 0 && (
        <Rows>{passkeys.map((passkey) => <SettingsRow key={passkey.id} title={passkey.name} about={w.added(dateOf(passkey.createdAt))} acts={<Button small onClick={() => remove.mutate(passkey.id)}>{words.remove}</Button>} />)}</Rows>
      )}
      {passkeysWork ? <Button onClick={() => setAdding(true)}>{w.addPasskey}</Button> : <p>{words.sign.passkeyNone}</p>}
      {adding && <AddPasskey onClose={() => setAdding(false)} />}
    </Section>
  );
}

function AddPasskey({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState("");
  // What the person's own device refuses is no fault of the server: say it in our words.
  const add = useChange(() => addPasskey(name.trim()).catch((reason: unknown) => { if (reason instanceof Problem) throw reason; say(w.passkeyFailed, { bad: true }); }), ["passkeys"]);
  return (
    <Dialog open onClose={onClose} title={w.addPasskey} width={400} acts={<Button look="primary" disabled={!name.trim()} busy={add.isPending} onClick={() => add.mutate(undefined, { onSuccess: onClose })}>{w.addPasskey}</Button>}>
      <TextInput label={w.passkeyName} value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
    </Dialog>
  );
}
