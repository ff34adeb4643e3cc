export const find = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
export const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
export const date = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short" });

export function make<K extends keyof HTMLElementTagNameMap>(name: K, kind: string, text = ""): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.className = kind;
  made.textContent = text;
  return made;
}

/** The time of today, or the day. */
export function when(at: string): string {
  const said = new Date(at);
  return date.format(said) === date.format(new Date()) ? clock.format(said) : date.format(said);
}

/** The text with its addresses as links; one that goes on with a conversation opens on the page. */
export function linked(text: string, open: (url: string) => void): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let from = 0;
  for (const found of text.matchAll(/https?:\/\/[^\s]+[^\s.,;:!?)]/g)) {
    const link = make("a", "", found[0]);
    link.href = found[0];
    link.addEventListener("click", (event) => {
      if (!/^\/(go|try\/t\.me)\//.test(new URL(link.href).pathname)) return;
      event.preventDefault();
      open(link.href);
    });
    parts.push(text.slice(from, found.index), link);
    from = found.index + found[0].length;
  }
  parts.push(text.slice(from));
  return parts;
}
