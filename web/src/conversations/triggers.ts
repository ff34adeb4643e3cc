export interface Trigger { kind: "answer" | "mention"; from: number; needle: string }

/** What stands right before the caret: "/pol" asks for a saved answer, "@om" in a note for a teammate. */
export function triggerAt(text: string, caret: number, note: boolean): Trigger | null {
  const before = text.slice(0, caret);
  const slash = /(^|\s)\/([\p{L}\p{N}_-]*)$/u.exec(before);
  if (slash) return { kind: "answer", from: caret - slash[2]!.length - 1, needle: slash[2]! };
  const at = note ? /(^|\s)@([\p{L}'-]*)$/u.exec(before) : null;
  return at ? { kind: "mention", from: caret - at[2]!.length - 1, needle: at[2]! } : null;
}

export function replaced(text: string, from: number, to: number, words: string): { text: string; caret: number } {
  return { text: text.slice(0, from) + words + text.slice(to), caret: from + words.length };
}
