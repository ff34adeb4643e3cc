import { useEffect, useSyncExternalStore } from "react";
import { X } from "lucide-react";
import { Button, IconButton } from "./Button";
import styles from "./toasts.module.css";

export interface Toast {
  id: number;
  words: string;
  bad?: boolean;
  act?: { label: string; run: () => void };
  seconds: number;
}

let toasts: Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function change(next: Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

export function say(words: string, more: { bad?: boolean; act?: Toast["act"]; seconds?: number } = {}): void {
  const toast = { id: nextId++, words, bad: more.bad, act: more.act, seconds: more.seconds ?? (more.bad || more.act ? 9 : 4) };
  change([...toasts.filter((other) => other.words !== words), toast].slice(-3));
}

export function unsay(id: number): void {
  change(toasts.filter((toast) => toast.id !== id));
}

export function Toasts({ close, region }: { close: string; region: string }) {
  const shown = useSyncExternalStore((listener) => (listeners.add(listener), () => void listeners.delete(listener)), () => toasts);
  return (
    <div className={styles.stack} role="region" aria-label={region} aria-live="polite">
      {shown.map((toast) => <OneToast key={toast.id} toast={toast} close={close} />)}
    </div>
  );
}

export function OneToast({ toast, close }: { toast: Toast; close: string }) {
  useEffect(() => {
    if (!toast.seconds) return;
    const timer = setTimeout(() => unsay(toast.id), toast.seconds * 1000);
    return () => clearTimeout(timer);
  }, [toast]);

  return (
    <div className={styles.toast} data-bad={toast.bad || undefined}>
      <span className={styles.words}>{toast.words}</span>
      {toast.act && <Button small look="quiet" onClick={() => { toast.act!.run(); unsay(toast.id); }}>{toast.act.label}</Button>}
      <IconButton label={close} onClick={() => unsay(toast.id)}><X /></IconButton>
    </div>
  );
}
