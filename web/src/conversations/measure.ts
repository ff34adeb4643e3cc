import type { TextLimit } from "../api/types";
import { xWeight } from "./xWeight";

const basic = new Set("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà");
const extended = new Set("^{}\\[~]|€\f");

export interface Measure {
  /** In the surface's own unit: characters, or segments for SMS. */
  used: number;
  max: number;
  tooLong: boolean;
  segments: { count: number; left: number; unicode: boolean } | null;
}

export function measure(text: string, limit: TextLimit): Measure {
  if (limit.unit === "gsmSegments") {
    const segments = smsSegments(text);
    return { used: segments.count, max: limit.max, tooLong: segments.count > limit.max, segments };
  }
  const used = limit.unit === "graphemes" ? graphemes(text) : limit.unit === "utf8Bytes" ? new TextEncoder().encode(text).length : limit.unit === "xWeighted" ? xWeight(text) : text.length;
  return { used, max: limit.max, tooLong: used > limit.max, segments: null };
}

/** GSM 03.38: 160 septets alone, 153 each when joined; one letter outside it turns all into UCS-2 with 70 and 67. */
export function smsSegments(text: string): { count: number; left: number; unicode: boolean } {
  const letters = [...text];
  const unicode = letters.some((letter) => !basic.has(letter) && !extended.has(letter));
  const weights = letters.map((letter) => (unicode ? letter.length : extended.has(letter) ? 2 : 1));
  const [alone, joined] = unicode ? [70, 67] : [160, 153];
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total <= alone) return { count: text ? 1 : 0, left: alone - total, unicode };

  // A letter of two units never stands across the seam between two parts.
  let count = 1;
  let filled = 0;
  for (const weight of weights) {
    if (filled + weight > joined) { count++; filled = 0; }
    filled += weight;
  }
  return { count, left: joined - filled, unicode };
}

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

function graphemes(text: string): number {
  let count = 0;
  for (const _ of segmenter.segment(text)) count++;
  return count;
}
