import type { MessageTemplate } from "../api/types";

export interface Piece { text: string; field?: string }

const field = /\{\{\s*([\p{L}\p{N}_]{1,60})\s*\}\}/gu;

/** A text in pieces: words, and the fields between them. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const found of text.matchAll(field)) {
    if (found.index > at) pieces.push({ text: text.slice(at, found.index) });
    pieces.push({ text: found[0], field: found[1] });
    at = found.index + found[0].length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}

/** What the fields of one part say, by their names; empty where nothing is filled in yet. */
export function valuesOf(template: MessageTemplate, part: "header" | "body", values: string[]): Record<string, string> {
  return Object.fromEntries(template.fields.flatMap((one, at) => (one.part === part ? [[one.name, values[at]?.trim() ?? ""]] : [])));
}

/** The words as the person will read them, as the server writes them too. */
export function wordsOf(template: MessageTemplate, values: string[]): string {
  const filled = (text: string | null, part: "header" | "body") => {
    const known = valuesOf(template, part, values);
    return piecesOf(text ?? "").map((piece) => (piece.field === undefined ? piece.text : known[piece.field] ?? piece.text)).join("");
  };
  return [filled(template.header, "header"), filled(template.body, "body"), template.footer].filter(Boolean).join("\n");
}

/** What no platform takes within a value: it would be refused after sending. */
export const isOneLine = (value: string) => !/[\n\r\t\u0085\u2028\u2029]| {4}/.test(value.trim());

/** What can be sent first, among it what speaks the person's language, then by name. */
export function findTemplates(templates: MessageTemplate[], text: string, language: string | null): MessageTemplate[] {
  const wanted = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const said = (one: MessageTemplate) => `${one.name} ${one.name.replaceAll("_", " ")} ${one.category} ${one.language} ${one.header ?? ""} ${one.body}`.toLowerCase();
  const speaks = (one: MessageTemplate) => language !== null && speech(one.language) === speech(language);
  const order = (one: MessageTemplate) => (one.whyNot ? 2 : 0) + (speaks(one) ? 0 : 1);
  return templates.filter((one) => wanted.every((word) => said(one).includes(word))).sort((one, two) => order(one) - order(two) || one.name.localeCompare(two.name) || one.language.localeCompare(two.language));
}

const speech = (code: string) => code.toLowerCase().split(/[-_]/)[0];
