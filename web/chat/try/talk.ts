import { clock, date, find, linked, make } from "./draw";
import { ask, base64, read } from "./door";
import { began } from "./guide";
import { called, door, whose } from "./owner";

// A talk on the phone: bubbles, and a field to write in. Messages, Telegram and WhatsApp are the same but for what each says here.

export type Line = { id: string | number; mine: boolean; text: string; at: string; file?: { id: string; name: string; picture: boolean } | null };

/** What sets an app apart from the others. */
export type Talk<T extends Line> = {
  door: string;
  most: number;
  /** What stands under the name of the house; the number where nothing else does. */
  from?: string;
  placeholder: string;
  empty: string;
  takesFiles?: boolean;
  /** Asked for while somebody looks at it. */
  seen?: string;
  /** A line that is no bubble. */
  aside?: (line: T) => string | null;
  /** What stands in and beside a bubble besides words and file. */
  dress?: (bubble: HTMLElement, line: T) => HTMLElement;
  /** What is said of a line of ours below it. */
  mark?: string;
  heard?: (all: T[]) => void;
};

/** An app of the phone. */
export type App = { panel: string; from?: string; open: () => void; look: (isOpen: boolean) => Promise<number> };

const texts = find("texts");
const words = find<HTMLTextAreaElement>("words");
const label = find("words-label");
const trouble = find("trouble");
const attach = find("attach");
const file = find<HTMLInputElement>("file");
let current: { talk: Talk<Line>; look: () => Promise<unknown> } | null = null;
let onLink: (url: string) => void = () => undefined;

export const openLinks = (open: (url: string) => void) => { onLink = open; };

export function talkApp<T extends Line>(talk: Talk<T>): App {
  const seenUntil = new Map<string, number>();
  let drawn = "";

  async function look(isOpen: boolean): Promise<number> {
    const owner = whose();
    const isSeen = isOpen && document.visibilityState === "visible";
    const all = await read<T[]>(door(talk.door) + (isSeen ? (talk.seen ?? "") : ""));
    if (!all || owner !== whose()) return 0;
    talk.heard?.(all);
    if (isSeen) seenUntil.set(owner, Date.now());
    if (isOpen && current?.talk === (talk as unknown as Talk<Line>)) show(owner, all);
    const from = Math.max(began, seenUntil.get(owner) ?? 0);
    return isSeen ? 0 : all.filter((one) => !one.mine && Date.parse(one.at) > from).length;
  }

  function show(owner: string, all: T[]): void {
    const print = owner + JSON.stringify(all);
    if (print === drawn) return;
    drawn = print;
    draw(talk, all);
  }

  return {
    panel: "talk",
    from: talk.from,
    open: () => {
      drawn = "";
      current = { talk: talk as unknown as Talk<Line>, look: () => look(true) };
      words.placeholder = label.textContent = talk.placeholder;
      words.maxLength = talk.most;
      attach.hidden = !talk.takesFiles;
      trouble.textContent = "";
      texts.replaceChildren();
    },
    look,
  };
}

/** Writes in the talk that is open. */
export async function write(said: object): Promise<void> {
  if (!current) return;
  const wrong = await ask("POST", door(current.talk.door), { ...said, name: called() });
  trouble.textContent = wrong ?? "";
  if (wrong === null) words.value = "";
  await current.look();
}

export async function lookAgain(): Promise<void> {
  await current?.look();
}

export const suggest = (text: string) => {
  words.value = text;
  words.focus();
};

function draw<T extends Line>(talk: Talk<T>, all: T[]): void {
  const rows: Node[] = [];
  all.forEach((one, at) => {
    const day = date.format(new Date(one.at));
    if (at === 0 || date.format(new Date(all[at - 1]!.at)) !== day) rows.push(make("p", "day", day));
    const aside = talk.aside?.(one);
    rows.push(aside ? make("p", "day", aside) : bubble(talk, one));
    if (all[at + 1]?.mine === one.mine) return;
    const time = clock.format(new Date(one.at));
    rows.push(make("small", one.mine ? "when mine" : "when", one.mine && talk.mark ? `${time} · ${talk.mark}` : time));
  });
  texts.replaceChildren(...(rows.length > 0 ? rows : [make("p", "day", talk.empty)]));
  toTheEnd();
}

const toTheEnd = () => { texts.scrollTop = texts.scrollHeight; };

function bubble<T extends Line>(talk: Talk<T>, one: T): HTMLElement {
  const made = make("div", one.mine ? "sms mine" : "sms");
  if (one.file) made.append(shown(talk.door, one.file));
  if (one.text) made.append(...linked(one.text, onLink));
  return talk.dress?.(made, one) ?? made;
}

function shown(name: string, sent: NonNullable<Line["file"]>): HTMLElement {
  const url = door(name, `/files/${sent.id}`);
  if (sent.picture) {
    const picture = make("img", "");
    picture.src = url;
    picture.alt = sent.name;
    picture.addEventListener("load", toTheEnd);
    return picture;
  }
  const link = make("a", "", sent.name);
  link.href = url;
  link.download = sent.name;
  return link;
}

async function send(chosen: File): Promise<void> {
  const bytes = base64(new Uint8Array(await chosen.arrayBuffer()));
  await write({ text: words.value.trim(), file: { name: chosen.name, type: chosen.type, bytes } });
}

find<HTMLFormElement>("write").addEventListener("submit", (event) => {
  event.preventDefault();
  if (words.value.trim()) void write({ text: words.value.trim() });
});
words.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey) return;
  event.preventDefault();
  find<HTMLFormElement>("write").requestSubmit();
});
attach.addEventListener("click", () => file.click());
file.addEventListener("change", () => {
  const chosen = file.files?.[0];
  if (chosen) void send(chosen);
  file.value = "";
});
