import { useQuery } from "@tanstack/react-query";
import type { ChannelDeclaration, Connection, Purpose, SurfaceDeclaration, Way } from "../api/types";
import { channelName } from "../connections/ChannelMark";
import { channelsQuery, useConnections } from "../connections/useConnections";
import type { Address } from "./address";
import { waysQuery } from "./useWays";

export interface Beginning { key: string; label: string; connectionId: string; way: Way | null; to?: Address; format: SurfaceDeclaration["format"] }

/** How a conversation may begin: the ways to a known person, or the connections that reach an address of this kind. */
export function useBeginnings(personId: string | null, address: Address | null, purpose: Purpose): { beginnings: Beginning[]; refused: Way[] } {
  const ways = useQuery({ ...waysQuery(personId ?? "", purpose), enabled: personId !== null }).data ?? [];
  const connections = useConnections();
  const channels = useQuery(channelsQuery).data ?? [];
  // An offer goes by mail, which carries the way to say no.
  if (address) return { beginnings: toAddress(connections, channels, address).filter((one) => purpose === "service" || one.format === "html"), refused: [] };
  if (personId === null) return { beginnings: [], refused: [] };
  const known = ways.filter((way) => way.visibility === "private" && !way.replies);
  const beginnings = known.filter((way) => way.allowed).map((way) => ({
    key: `${way.connectionId}|${way.handleId ?? ""}`, label: `${channelName(way.channel)} · ${way.label} · ${way.connectionName}`, connectionId: way.connectionId, way, format: way.format,
  }));
  return { beginnings, refused: known.filter((way) => !way.allowed) };
}

/** A connection reaches an address when its channel may begin with one of that kind. */
export function toAddress(connections: Connection[], channels: ChannelDeclaration[], to: Address): Beginning[] {
  return connections.filter((one) => one.enabled).flatMap((one) => {
    const surface = channels.find((channel) => channel.id === one.channel)?.surfaces.find((each) => each.mayStart && each.handleKind === to.kind);
    return surface ? [{ key: one.id, label: `${channelName(one.channel)} · ${one.name}`, connectionId: one.id, way: null, to, format: surface.format }] : [];
  });
}
