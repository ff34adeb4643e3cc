import { useEffect, useRef } from "react";
import type { Frame, Frames, FrameType } from "./frames";

type Listener = (frame: Frame) => void;

const listeners = new Map<FrameType, Set<Listener>>();
const returners = new Set<() => void>();

/** Features add themselves here; the connection knows none of them. */
export function onFrame<T extends FrameType>(type: T, listener: (frame: Frames[T]) => void): () => void {
  const set = listeners.get(type) ?? new Set();
  const hear: Listener = (frame) => listener(frame as Frame & Frames[T]);
  listeners.set(type, set.add(hear));
  return () => void set.delete(hear);
}

/** Called when the connection is back after a gap: what was said in between must be asked for. */
export function onReturn(listener: () => void): () => void {
  returners.add(listener);
  return () => void returners.delete(listener);
}

export function deliver(frame: Frame): void {
  for (const listener of listeners.get(frame.type) ?? []) listener(frame);
}

export function announceReturn(): void {
  for (const listener of returners) listener();
}

export function useFrames<T extends FrameType>(type: T, listener: (frame: Frames[T]) => void): void {
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => onFrame(type, (frame) => latest.current(frame)), [type]);
}

export function useReturn(listener: () => void): void {
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => onReturn(() => latest.current()), []);
}

/** The first hint runs at once; those that follow within the pause are answered together at its end. */
export function throttled(ms: number, run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let again = false;
  const open = () => {
    timer = null;
    if (again) fire();
  };
  const fire = () => {
    again = false;
    timer = setTimeout(open, ms);
    run();
  };
  return () => { if (timer) again = true; else fire(); };
}
