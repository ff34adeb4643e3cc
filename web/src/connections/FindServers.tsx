import { useMutation } from "@tanstack/react-query";
import { api } from "../api/api";
import type { FoundServers } from "../api/types";
import { Button } from "../ui/Button";
import { Callout } from "../ui/Callout";
import { problemWords } from "../ui/problemWords";
import { settingsWords } from "../words/settingsWords";
import styles from "./connections.module.css";

/** Nobody need know the servers of an address by heart. */
export function FindServers({ address, onFound }: { address: string; onFound: (settings: Record<string, string>) => void }) {
  const find = useMutation({
    mutationFn: () => api.post<FoundServers>("/connections/servers", { body: { address } }),
    onSuccess: (found) => onFound(found.settings),
  });
  return (
    <div className={styles.find}>
      <Button small busy={find.isPending} disabled={!address.includes("@")} onClick={() => find.mutate()}>{settingsWords.connections.find}</Button>
      <div role="status">
        {find.isError && <Callout tone="hot">{problemWords(find.error)}</Callout>}
        {find.data && <Callout tone={Object.keys(find.data.settings).length ? "calm" : "warm"}>{find.data.words}</Callout>}
      </div>
    </div>
  );
}
