import { useEffect, useRef } from "react";

export type KeyMap = Record<string, (event: KeyboardEvent) => void>;

/** Single keys act only while nobody types and no dialog or menu is open; "mod+k" acts everywhere. */
export function useKeys(map: KeyMap, enabled = true): void {
  const latest = useRef(map);
  latest.current = map;

  useEffect(() => {
    if (!enabled) return;
    const listen = (event: KeyboardEvent) => {
      const name = nameOf(event);
      const run = latest.current[name];
      if (!run || event.defaultPrevented || event.isComposing) return;
      if (!name.startsWith("mod+") && (isWriting(event.target) || document.querySelector("[role=dialog], [role=menu], [role=listbox]"))) return;
      event.preventDefault();
      run(event);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [enabled]);
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.ctrlKey || event.metaKey) return `mod+${key}`;
  return event.altKey ? `alt+${key}` : key;
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
