import type { JSONContent } from "@tiptap/core";

/** What words with looks say without them, for whoever reads plain text and for our own timeline. */
export function plainOf(doc: JSONContent): string {
  return blocksOf(doc).replace(/\n{3,}/g, "\n\n").trim();
}

const blocksOf = (node: JSONContent, apart = "\n\n"): string => (node.content ?? []).map(blockOf).join(apart);

function blockOf(node: JSONContent): string {
  if (node.type === "bulletList") return listOf(node, () => "- ");
  if (node.type === "orderedList") return listOf(node, (index) => `${Number(node.attrs?.start ?? 1) + index}. `);
  if (node.type === "blockquote") return prefixed(blocksOf(node), "> ", "> ");
  if (node.type === "horizontalRule") return "---";
  return lineOf(node);
}

function listOf(list: JSONContent, mark: (index: number) => string): string {
  return (list.content ?? []).map((item, index) => prefixed(blocksOf(item, "\n"), mark(index), " ".repeat(mark(index).length))).join("\n");
}

function prefixed(text: string, first: string, then: string): string {
  return text.split("\n").map((line, index) => ((index ? then : first) + line).trimEnd()).join("\n");
}

function lineOf(node: JSONContent): string {
  const parts: { text: string; href: string | null }[] = [];
  for (const inline of node.content ?? []) {
    const text = inline.type === "hardBreak" ? "\n" : inline.text ?? "";
    const href = (inline.marks?.find((mark) => mark.type === "link")?.attrs?.href as string | undefined) ?? null;
    const last = parts.at(-1);
    if (last && last.href === href) last.text += text;
    else parts.push({ text, href });
  }
  return parts.map(({ text, href }) => (href && !says(text, href) ? `${text} (${href.replace(/^mailto:/, "")})` : text)).join("");
}

const bare = (url: string) => url.replace(/^(https?:\/\/|mailto:)/, "").replace(/\/$/, "");
const says = (text: string, href: string) => bare(text.trim()) === bare(href);

const signs: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => signs[sign]!);
}

/** Plain words as paragraphs: an empty line parts them. */
export function htmlOf(text: string): string {
  return text.trim() ? text.trim().split(/\n{2,}/).map((part) => `<p>${escaped(part).replaceAll("\n", "<br>")}</p>`).join("") : "";
}
