import { UserRound } from "lucide-react";
import { useState } from "react";
import { classes } from "./classes";
import styles from "./avatar.module.css";

export interface AvatarProps {
  name: string;
  seed?: string;
  picture?: string | null;
  size?: number;
}

/** Two letters on one of five quiet colours; the same person always has the same one. A picture that cannot be shown gives way to them; a number has no letters. */
export function Avatar({ name, seed, picture, size = 36 }: AvatarProps) {
  const box = { inlineSize: size, blockSize: size, fontSize: Math.max(10, Math.round(size * 0.35)) };
  const [broken, setBroken] = useState<string | null>(null);
  if (picture && picture !== broken) return <img className={styles.face} style={box} src={picture} alt="" onError={() => setBroken(picture)} />;
  return <span aria-hidden className={classes(styles.face, styles[`face${pick(seed ?? name)}`])} style={box}>{/\p{L}/u.test(name) ? initials(name) : <UserRound size={Math.round(size * 0.5)} />}</span>;
}

export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters.map((word) => [...(word ?? "").replace(/[^\p{L}\p{N}]/gu, "")][0] ?? "").join("").toLocaleUpperCase() || "?";
}

function pick(seed: string): number {
  let sum = 0;
  for (const letter of seed) sum = (sum * 31 + letter.codePointAt(0)!) >>> 0;
  return (sum % 5) + 1;
}
