import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const dark = css.indexOf('[data-mantine-color-scheme="dark"]');
const palettes = { light: tokens(css.slice(0, dark)), dark: { ...tokens(css.slice(0, dark)), ...tokens(css.slice(dark)) } };

const read = [
  ["ink", "paper"], ["ink", "surface"], ["ink", "sunken"], ["ink", "accent-soft"], ["ink", "public-soft"], ["ink", "hit"],
  ["ink-2", "paper"], ["ink-2", "surface"], ["ink-2", "sunken"], ["ink-3", "paper"], ["ink-3", "surface"], ["ink-3", "sunken"], ["ink-2", "accent-soft"],
  ["accent", "surface"], ["accent", "paper"], ["accent-ink", "accent-soft"], ["on-accent", "accent"],
  ["public", "paper"], ["public", "surface"], ["public-ink", "public-soft"], ["public-ink", "surface"], ["on-public", "public"],
  ["note-ink", "note"], ["calm", "paper"], ["calm", "surface"], ["warm", "warm-soft"], ["hot", "hot-soft"], ["hot", "surface"], ["hot", "paper"], ["on-hot", "hot"],
  ["warm", "surface"], ["warm", "paper"], ...[1, 2, 3, 4, 5].map((n) => [`face-ink-${n}`, `face-${n}`]),
] as [string, string][];
const seen = [["edge", "surface"], ["edge", "paper"], ["accent", "sunken"],
  ...[1, 2, 3, 4, 5].flatMap((n) => [[`case-${n}`, "surface"], [`case-${n}`, "paper"]])] as [string, string][];

describe.each(Object.entries(palettes))("the %s palette", (_, palette) => {
  it.each(read)("lets %s be read on %s", (ink, ground) => expect(contrast(palette[ink]!, palette[ground]!)).toBeGreaterThanOrEqual(4.5));
  it.each(seen)("lets %s be seen on %s", (ink, ground) => expect(contrast(palette[ink]!, palette[ground]!)).toBeGreaterThanOrEqual(3));
});

function tokens(block: string): Record<string, string> {
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, colour]) => [name, colour]));
}

function contrast(one: string, two: string): number {
  const [high, low] = [light(one), light(two)].sort((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function light(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
