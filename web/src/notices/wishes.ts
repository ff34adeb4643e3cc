import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
const keys = { sound: "kith.notices.sound", desktop: "kith.notices.desktop" } as const;

function read(key: string): boolean {
  return localStorage.getItem(key) === "yes";
}

function keep(key: string, value: boolean) {
  localStorage.setItem(key, value ? "yes" : "no");
  for (const listener of listeners) listener();
}

/** How somebody wants to be told is a matter of this computer, not of their account. */
export const wishes = {
  sound: () => localStorage.getItem(keys.sound) !== "no",
  desktop: () => read(keys.desktop) && typeof Notification !== "undefined" && Notification.permission === "granted",
  setSound: (value: boolean) => keep(keys.sound, value),
  async setDesktop(value: boolean): Promise<"granted" | "denied"> {
    const allowed = value && typeof Notification !== "undefined" ? await Notification.requestPermission() : "granted";
    keep(keys.desktop, value && allowed === "granted");
    return allowed === "granted" ? "granted" : "denied";
  },
};

export function useWish(name: "sound" | "desktop"): boolean {
  return useSyncExternalStore((listener) => (listeners.add(listener), () => void listeners.delete(listener)), wishes[name]);
}
