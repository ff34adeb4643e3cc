import { HubConnectionBuilder, HubConnectionState, LogLevel, type HubConnection } from "@microsoft/signalr";
import { useSyncExternalStore } from "react";
import type { Frame } from "./frames";
import { announceReturn, deliver } from "./registry";

export type LiveState = "starting" | "live" | "away";

let hub: HubConnection | null = null;
let state: LiveState = "starting";
let watched: string | null = null;
const listeners = new Set<() => void>();

function become(next: LiveState) {
  state = next;
  for (const listener of listeners) listener();
}

// Never gives up: a laptop may sleep for a night. The small spread keeps a whole office from coming back in one second.
const pauses = [0, 1_000, 2_000, 5_000, 10_000];
const pauseBefore = (attempt: number) => (pauses[attempt] ?? 15_000) + Math.random() * 800;

export function startLive(): () => void {
  const mine = new HubConnectionBuilder()
    .withUrl("/live")
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: ({ previousRetryCount }) => pauseBefore(previousRetryCount) })
    .configureLogging(LogLevel.None)
    .build();

  hub = mine;
  mine.on("frame", (frame: Frame) => deliver(frame));
  mine.onreconnecting(() => become("away"));
  mine.onreconnected(() => back(true));
  void begin(mine, 0);
  return () => { if (hub === mine) hub = null; void mine.stop(); };
}

async function begin(mine: HubConnection, attempt: number): Promise<void> {
  if (hub !== mine) return;
  try {
    await mine.start();
    back(attempt > 0);
  } catch {
    if (attempt > 0) become("away");
    setTimeout(() => void begin(mine, attempt + 1), pauseBefore(attempt + 1));
  }
}

function back(afterGap: boolean) {
  become("live");
  if (watched) tell("Watch", watched);
  if (afterGap) announceReturn();
}

function tell(method: string, ...rest: unknown[]) {
  if (hub?.state === HubConnectionState.Connected) hub.invoke(method, ...rest).catch(() => undefined);
}

export function watch(personId: string | null): void {
  watched = personId;
  tell("Watch", personId);
}

export function sayTyping(personId: string, typing: boolean): void {
  tell("Typing", personId, typing);
}

export function useLiveState(): LiveState {
  return useSyncExternalStore((listener) => (listeners.add(listener), () => void listeners.delete(listener)), () => state);
}
