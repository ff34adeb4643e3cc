import { useQuery } from "@tanstack/react-query";
import type { Connection, Way } from "../api/types";
import { channelName } from "../connections/ChannelMark";
import { useConnections } from "../connections/useConnections";
import type { Address } from "./address";
import { waysQuery } from "./useWays";

export interface Beginning { key: string; label: string; connectionId: string; way: Way | null; to?: Address }

const carries: Record<Address["kind"], string[]> = { phone: ["sms", "kannel", "twilio", "whatsapp"], email: ["email"] };

/** How a conversation may begin: the ways to a known person, or the connections that reach an address of this kind. */
export function useBeginnings(personId: string | null, address: Address | null): Beginning[] {
  const ways = useQuery({ ...waysQuery(personId ?? ""), enabled: personId !== null }).data ?? [];
  const connections = useConnections();
  if (address) return connections.filter((one) => one.enabled && carries[address.kind].includes(one.channel.toLowerCase())).map((one) => toAddress(one, address));
  if (personId === null) return [];
  return ways.filter((way) => way.allowed && way.visibility === "private").map((way) => ({
    key: `${way.connectionId}|${way.handleId ?? ""}`, label: `${channelName(way.channel)} · ${way.label} · ${way.connectionName}`, connectionId: way.connectionId, way,
  }));
}

function toAddress(connection: Connection, to: Address): Beginning {
  return { key: connection.id, label: `${channelName(connection.channel)} · ${connection.name}`, connectionId: connection.id, way: null, to };
}
