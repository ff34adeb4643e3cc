// Small things to draw with. Text is always set as text: nothing anybody wrote can become markup.

type Props = Record<string, string | boolean | ((event: never) => void) | null>;

export function el<K extends keyof HTMLElementTagNameMap>(name: K, props: Props = {}, ...inside: (Node | string | null)[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(props)) {
    if (value === null || value === false) continue;
    if (typeof value === "function") made.addEventListener(key, value as EventListener);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...inside.filter((one) => one !== null));
  return made;
}

const shapes = {
  chat: "M20.500 11.500a8 8 0 0 1-8.500 8 9 9 0 0 1-3.600-.8L4 20l1.200-4a7.600 7.600 0 0 1-1.700-4.500 8.200 8.200 0 0 1 8.500-8 8.200 8.200 0 0 1 8.500 8z",
  close: "m6 6 12 12M18 6 6 18",
  clip: "m20 11-8.500 8.500a5 5 0 0 1-7-7L13 4a3.400 3.400 0 0 1 5 5l-8.500 8.400a1.700 1.700 0 0 1-2.400-2.400L14.500 7.500",
  send: "m4 12 16-8-6 16-2.500-6.500z",
  phone: "M8 3h8a1.500 1.500 0 0 1 1.500 1.500v15A1.500 1.500 0 0 1 16 21H8a1.500 1.500 0 0 1-1.500-1.500v-15A1.500 1.500 0 0 1 8 3zM11 18h2",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  mail: "M4 5.500h16v13H4zM4 7l8 6 8-6",
  copy: "M8 8h12v12H8zM16 8V4H4v12h4",
};

export function icon(name: keyof typeof shapes): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(svg.namespaceURI!, "path");
  path.setAttribute("d", shapes[name]);
  svg.append(path);
  return svg as SVGSVGElement;
}

const address = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g;

/** Words with their addresses made into links. */
export function linked(text: string): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let from = 0;
  for (const found of text.matchAll(address)) {
    parts.push(text.slice(from, found.index), el("a", { href: found[0], target: "_blank", rel: "noopener noreferrer nofollow", title: found[0] }, short(found[0])));
    from = found.index + found[0].length;
  }
  parts.push(text.slice(from));
  return parts;
}

const short = (url: string): string => (url.length > 52 ? `${url.slice(0, 48)}…` : url);

export function sizeOf(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
