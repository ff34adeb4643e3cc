import type { Connection, ConnectionHealth } from "../api/types";
import { Badge, type BadgeTone } from "../ui/Chip";
import { shortTime } from "../ui/times";
import { settingsWords } from "../words/settingsWords";

const w = settingsWords.connections;
const tones: Record<ConnectionHealth["state"], BadgeTone> = { well: "good", failing: "warm", asleep: "hot", signInExpired: "hot", never: "calm" };

export function HealthBadge({ connection }: { connection: Connection }) {
  if (!connection.enabled) return <Badge>{w.off}</Badge>;
  return <Badge tone={tones[connection.health.state]}>{w.health[connection.health.state]}</Badge>;
}

/** What one would ask a colleague: when did something last come, what waits, what went wrong. */
export function healthWords(health: ConnectionHealth): string[] {
  return [
    health.lastReceivedAt && w.received(shortTime(health.lastReceivedAt)), health.lastSentAt && w.sent(shortTime(health.lastSentAt)),
    health.queued && w.queued(health.queued), health.failed && w.failed(health.failed), health.unsure && w.unsure(health.unsure), health.setAside && w.setAside(health.setAside), health.waiting && w.waiting(health.waiting),
    health.retryAt && w.retryAt(shortTime(health.retryAt)),
  ].filter((said): said is string => typeof said === "string");
}
