import { useSyncExternalStore } from "react";

const step = 15_000;
let now = new Date();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;

function listen(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => { now = new Date(); for (const each of listeners) each(); }, step);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer) { clearInterval(timer); timer = null; }
  };
}

/** One clock for the whole page: a thousand promises tick together. */
export function useNow(): Date {
  return useSyncExternalStore(listen, () => now);
}
