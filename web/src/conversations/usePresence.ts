import { useEffect, useState } from "react";
import type { Frames, Watcher } from "../live/frames";
import { watch } from "../live/connection";
import { useFrames } from "../live/registry";

export type Presence = Omit<Frames["presence"], "personId">;

const nobody: Presence = { watching: [], typing: [], personTyping: false };

/** Who else is here, and who is writing; empty again as soon as one looks elsewhere. */
export function usePresence(personId: string, rootId: string, me: string): Presence {
  const [presence, setPresence] = useState(nobody);
  useEffect(() => {
    watch(rootId);
    return () => { setPresence(nobody); watch(null); };
  }, [rootId]);
  useFrames("presence", (frame) => {
    if (frame.personId !== personId && frame.personId !== rootId) return;
    const others = (list: Watcher[]) => list.filter((one) => one.id !== me);
    setPresence({ watching: others(frame.watching), typing: others(frame.typing), personTyping: frame.personTyping });
  });
  return presence;
}
