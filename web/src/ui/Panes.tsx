import { useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import styles from "./panes.module.css";

export interface GripProps {
  label: string;
  width: number;
  min: number;
  max: number;
  /** +1 when the pane stands before the grip, −1 when it stands after it. */
  towards: 1 | -1;
  onWidth: (width: number) => void;
}

/** The hairline between two panes; draggable, and movable with the arrow keys. */
export function Grip({ label, width, min, max, towards, onWidth }: GripProps) {
  const start = useRef<{ x: number; width: number } | null>(null);
  const [held, setHeld] = useState(false);
  const rtl = () => getComputedStyle(document.documentElement).direction === "rtl" ? -1 : 1;
  const settle = (next: number) => onWidth(Math.round(Math.min(max, Math.max(min, next))));

  const down = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, width };
    setHeld(true);
  };
  const move = (event: PointerEvent) => {
    if (start.current) settle(start.current.width + (event.clientX - start.current.x) * towards * rtl());
  };
  const up = () => { start.current = null; setHeld(false); };
  const key = (event: KeyboardEvent) => {
    const step = event.key === "ArrowLeft" ? -16 : event.key === "ArrowRight" ? 16 : 0;
    if (!step) return;
    event.preventDefault();
    settle(width + step * towards * rtl());
  };

  return (
    <div role="separator" aria-orientation="vertical" aria-label={label} aria-valuenow={width} aria-valuemin={min} aria-valuemax={max} tabIndex={0}
      className={styles.grip} data-held={held || undefined} onPointerDown={down} onPointerMove={move} onPointerUp={up} onPointerCancel={up} onKeyDown={key} />
  );
}

export function useRemembered(key: string, initial: number): [number, (next: number) => void] {
  const [value, setValue] = useState(() => Number(localStorage.getItem(key)) || initial);
  const keep = (next: number) => { setValue(next); localStorage.setItem(key, String(next)); };
  return [value, keep];
}
