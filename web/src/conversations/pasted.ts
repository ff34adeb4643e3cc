/** Cells that are pasted stay apart: each row becomes a line. Tables that only lay a page out are left to the schema. */
export function tablesAsLines(html: string): string {
  if (!html.includes("<table")) return html;
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const table of page.querySelectorAll("table")) {
    if (table.querySelector("table")) continue;
    const rows = [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent?.replace(/\s+/g, " ").trim() ?? ""));
    const lines = page.createElement("p");
    for (const cells of rows.filter((row) => row.some(Boolean))) lines.append(...(lines.hasChildNodes() ? [page.createElement("br")] : []), cells.join(" | "));
    table.replaceWith(lines);
  }
  return page.body.innerHTML;
}
