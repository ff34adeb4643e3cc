import { escaped, htmlOf } from "./plainWords";

const longest = 6_000;

const cut = (text: string) => (text.length > longest ? `${text.slice(0, longest).trimEnd()} …` : text);

/** Under plain words, as every mail program has quoted since there is mail. */
export function quotedText(words: string, said: string, text: string): string {
  const lines = cut(text).split("\n").map((line) => (line ? `> ${line}` : ">"));
  return [words, "", said, ...lines].join("\n").trim();
}

export function quotedHtml(html: string, said: string, text: string): string {
  return `${html}<p>${escaped(said)}</p><blockquote>${htmlOf(cut(text))}</blockquote>`;
}
