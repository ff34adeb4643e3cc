import { Fragment } from "react";

export function Highlighted({ text, highlights }: { text: string; highlights: { start: number; length: number }[] }) {
  return <>{marked(text, highlights).map((part, index) => (part.hit ? <mark key={index}>{part.words}</mark> : <Fragment key={index}>{part.words}</Fragment>))}</>;
}

export function marked(text: string, highlights: { start: number; length: number }[]): { words: string; hit: boolean }[] {
  const parts: { words: string; hit: boolean }[] = [];
  let from = 0;
  for (const { start, length } of [...highlights].sort((one, two) => one.start - two.start)) {
    const begin = Math.max(start, from);
    const end = Math.min(start + length, text.length);
    if (end <= begin) continue;
    if (begin > from) parts.push({ words: text.slice(from, begin), hit: false });
    parts.push({ words: text.slice(begin, end), hit: true });
    from = end;
  }
  if (from < text.length) parts.push({ words: text.slice(from), hit: false });
  return parts;
}
