import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../api/api";
import { Problem } from "../api/problem";
import type { InvitationInfo } from "../api/types";
import { Button } from "../ui/Button";
import { Callout } from "../ui/Callout";
import { Empty } from "../ui/Empty";
import { PasswordInput, TextInput } from "../ui/fields";
import { problemWords } from "../ui/problemWords";
import { SkeletonText } from "../ui/Skeleton";
import { words } from "../words/words";
import { DoorPage } from "./DoorPage";
import styles from "./door.module.css";

export function InvitationPage({ token, onDone, onSignIn }: { token: string; onDone: () => void; onSignIn: () => void }) {
  const invitation = useQuery({ queryKey: ["invitation", token], queryFn: () => api.get<InvitationInfo>(`/invitations/${encodeURIComponent(token)}`), retry: false });

  if (invitation.isPending) return <DoorPage title={words.kith}><SkeletonText lines={5} label={words.loading} /></DoorPage>;
  if (invitation.isError)
    return (
      <DoorPage title={words.kith}>
        <Empty title={words.sign.invitationGone.title} step={<Button onClick={onSignIn}>{words.sign.toSignIn}</Button>}>{words.sign.invitationGone.words}</Empty>
      </DoorPage>
    );
  return <InvitationForm token={token} invitation={invitation.data} onDone={onDone} />;
}

function InvitationForm({ token, invitation, onDone }: { token: string; invitation: InvitationInfo; onDone: () => void }) {
  const [name, setName] = useState(invitation.name ?? "");
  const [email, setEmail] = useState(invitation.email ?? "");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const isLockedOut = invitation.isForLockedOut;
  const errors = problem instanceof Problem ? problem.errors : {};

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    api.post(`/invitations/${encodeURIComponent(token)}`, { body: { name, email, password } }).then(onDone, setProblem).finally(() => setBusy(false));
  };

  return (
    <DoorPage title={isLockedOut ? words.sign.newPassword : words.sign.invitation(invitation.workspaceName)} lead={isLockedOut ? words.sign.newPasswordLead : words.sign.invitationLead}>
      <form className={styles.form} onSubmit={submit}>
        {problem !== null && <Callout tone="hot">{problemWords(problem)}</Callout>}
        {!isLockedOut && <TextInput label={words.sign.yourName} description={words.sign.nameHint} value={name} error={errors.name?.[0]} onChange={(event) => setName(event.currentTarget.value)} autoComplete="name" required autoFocus />}
        <TextInput label={words.sign.email} type="email" value={email} error={errors.email?.[0]} onChange={(event) => setEmail(event.currentTarget.value)} autoComplete="username" readOnly={isLockedOut} required />
        <PasswordInput label={words.sign.newPassword} description={words.sign.passwordHint} value={password} error={errors.password?.[0]} minLength={10}
          onChange={(event) => setPassword(event.currentTarget.value)} autoComplete="new-password" required />
        <Button type="submit" look="primary" className={styles.submit} busy={busy}>{isLockedOut ? words.save : words.sign.join}</Button>
      </form>
    </DoorPage>
  );
}
