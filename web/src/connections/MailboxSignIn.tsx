import { useMutation } from "@tanstack/react-query";
import { api } from "../api/api";
import type { Connection, ProviderAddress } from "../api/types";
import { Button } from "../ui/Button";
import { Callout } from "../ui/Callout";
import { problemWords } from "../ui/problemWords";
import { shortTime } from "../ui/times";
import { signInWords as w } from "../words/signInWords";
import styles from "./connections.module.css";

/** Whether somebody is signed in to the mailbox at its provider, and the way there. */
export function MailboxSignIn({ connection, signIn, came }: { connection: Connection; signIn: NonNullable<Connection["signIn"]>; came?: string }) {
  const go = useMutation({
    mutationFn: () => api.post<ProviderAddress>(`/connections/${connection.id}/sign-in`),
    onSuccess: ({ url }) => location.assign(url),
  });
  const { provider, account, isSignedIn, signedInAt, renewedAt } = signIn;
  return (
    <div className={styles.signIn}>
      {came && (came !== "done" || signIn.isSignedIn) && <Callout tone={came === "done" ? "good" : "warm"}>{w.came[came] ?? w.came.trouble}</Callout>}
      {go.isError && <Callout tone="hot">{problemWords(go.error)}</Callout>}
      <div className={styles.signInLine}>
        <p>{isSignedIn ? [w.signedIn(provider, account), renewedAt && w.renewed(shortTime(renewedAt))].filter(Boolean).join(" ") : signedInAt ? w.over(provider, account) : w.not(provider, account)}</p>
        <Button look={isSignedIn ? undefined : "primary"} busy={go.isPending || go.isSuccess} onClick={() => go.mutate()}>{signedInAt ? w.again : w.signIn(provider)}</Button>
      </div>
    </div>
  );
}
