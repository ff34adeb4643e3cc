import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/api";
import type { RecoveryCodes, Totp, TotpSetup } from "../api/types";
import { Button } from "../ui/Button";
import { CopyLine } from "../ui/CopyLine";
import { Dialog } from "../ui/Dialog";
import { PasswordInput, TextInput } from "../ui/fields";
import { Section } from "../ui/SettingsPiece";
import { useChange } from "../ui/useChange";
import { settingsWords } from "../words/settingsWords";
import { words } from "../words/words";
import styles from "./totp.module.css";

const w = settingsWords.security;

export function TotpSection() {
  const totp = useQuery({ queryKey: ["totp"], queryFn: () => api.get<Totp>("/me/totp") }).data;
  const [open, setOpen] = useState<"on" | "off" | null>(null);
  return (
    <Section title={w.totp} lead={totp?.enabled ? w.totpOn(totp.recoveryCodesLeft) : w.totpLead}>
      {totp && <Button onClick={() => setOpen(totp.enabled ? "off" : "on")}>{totp.enabled ? w.totpOff : w.totpStart}</Button>}
      {open === "on" && <TurnOn onClose={() => setOpen(null)} />}
      {open === "off" && <TurnOff onClose={() => setOpen(null)} />}
    </Section>
  );
}

function TurnOn({ onClose }: { onClose: () => void }) {
  const setup = useQuery({ queryKey: ["totp-setup"], queryFn: () => api.post<TotpSetup>("/me/totp"), staleTime: Infinity, gcTime: 0, retry: false }).data;
  const [code, setCode] = useState("");
  const turnOn = useChange(() => api.put<RecoveryCodes>("/me/totp", { body: { code: code.replace(/\s/g, "") } }), ["totp"]);

  if (turnOn.data)
    return (
      <Dialog open onClose={onClose} title={w.recovery} lead={w.recoveryLead}>
        <CopyLine tall label={w.recovery} text={turnOn.data.recoveryCodes.join("\n")} copy={words.copy} copied={words.copied} />
      </Dialog>
    );
  return (
    <Dialog open onClose={onClose} title={w.totp} lead={w.totpScan} acts={<Button look="primary" disabled={code.length < 6} busy={turnOn.isPending} onClick={() => turnOn.mutate()}>{w.totpTurnOn}</Button>}>
      {setup && <>
        <img className={styles.code} src={`data:image/svg+xml;utf8,${encodeURIComponent(setup.qrSvg)}`} alt={w.totpScan} />
        <CopyLine label={w.totpKey} text={setup.secret} copy={words.copy} copied={words.copied} />
      </>}
      <TextInput label={w.totpCode} value={code} onChange={(event) => setCode(event.currentTarget.value)} inputMode="numeric" autoComplete="one-time-code" maxLength={7} data-autofocus />
    </Dialog>
  );
}

function TurnOff({ onClose }: { onClose: () => void }) {
  const [password, setPassword] = useState("");
  const turnOff = useChange(() => api.delete("/me/totp", { body: { password } }), ["totp"]);
  return (
    <Dialog open onClose={onClose} title={w.totpOff} lead={w.totpOffLead} acts={<Button look="danger" disabled={!password} busy={turnOff.isPending} onClick={() => turnOff.mutate(undefined, { onSuccess: onClose })}>{w.totpOff}</Button>}>
      <PasswordInput label={w.current} value={password} onChange={(event) => setPassword(event.currentTarget.value)} autoComplete="current-password" data-autofocus />
    </Dialog>
  );
}
