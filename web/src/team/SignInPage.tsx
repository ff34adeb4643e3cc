import { KeyRound } from "lucide-react";
import { useState, type FormEvent } from "react";
import { api } from "../api/api";
import { Problem } from "../api/problem";
import type { SignInAnswer } from "../api/types";
import { Button } from "../ui/Button";
import { Callout } from "../ui/Callout";
import { PasswordInput, TextInput } from "../ui/fields";
import { problemWords } from "../ui/problemWords";
import { words } from "../words/words";
import { DoorPage } from "./DoorPage";
import styles from "./door.module.css";
import { passkeysWork, signInWithPasskey } from "./passkeys";

export function SignInPage({ onDone }: { onDone: () => void }) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [asksCode, setAsksCode] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const enter = async (attempt: () => Promise<SignInAnswer>, otherwise: (reason: unknown) => string) => {
    setBusy(true);
    setWrong(null);
    try {
      const answer = await attempt();
      if (answer.next === "code") setAsksCode(true);
      else onDone();
    } catch (reason) {
      setWrong(otherwise(reason));
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void enter(() => api.post<SignInAnswer>("/sessions", { body: { email: email.trim(), password, ...(asksCode && { code: code.replace(/\s/g, "") }) } }),
      (reason) => signInWords(reason, asksCode));
  };

  return (
    <DoorPage title={asksCode ? words.sign.code : words.sign.welcome} lead={asksCode ? words.sign.codeLead : undefined}>
      <form className={styles.form} onSubmit={submit}>
        {wrong && <Callout tone="hot">{wrong}</Callout>}
        {asksCode
          ? <TextInput key="code" label={words.sign.code} value={code} onChange={(event) => setCode(event.currentTarget.value)} autoComplete="one-time-code" inputMode="numeric" autoFocus required />
          : <>
              <TextInput label={words.sign.email} type="email" value={email} onChange={(event) => setEmail(event.currentTarget.value)} autoComplete="username webauthn" required autoFocus />
              <PasswordInput label={words.sign.password} value={password} onChange={(event) => setPassword(event.currentTarget.value)} autoComplete="current-password" required />
            </>}
        <Button type="submit" look="primary" className={styles.submit} busy={busy}>{asksCode ? words.sign.check : words.sign.signIn}</Button>
      </form>
      {!asksCode && passkeysWork && <>
        <div className={styles.or}>{words.sign.or}</div>
        <Button className={styles.other} icon={<KeyRound />} onClick={() => void enter(signInWithPasskey, () => words.sign.passkeyFailed)}>{words.sign.passkey}</Button>
      </>}
    </DoorPage>
  );
}

function signInWords(reason: unknown, asksCode: boolean): string {
  if (reason instanceof Problem && reason.status === 429) return words.sign.slow;
  if (reason instanceof Problem && !reason.passes) return asksCode ? words.sign.codeWrong : words.sign.wrong;
  return problemWords(reason);
}
