import { clock, date, find, linked, make } from "./draw";
import { began, done } from "./guide";

// The phone of the demo: its text messages go by the pretend carrier, its Telegram by the pretend Telegram, both through Kith's real doors.

type Line = { id: string | number; mine: boolean; text: string; at: string; file?: { id: string; name: string; picture: boolean } | null };
type App = { door: string; most: number; from: string; placeholder: string; empty: string };

const apps: Record<string, App> = {
  sms: { door: "phones", most: 1600, from: "", placeholder: "Text message", empty: "No messages yet. Write the first one." },
  telegram: { door: "telegrams", most: 4096, from: "@MarulaMutualBot", placeholder: "Message", empty: "Say hello, and Marula Mutual hears you. Or ask them by SMS to go on in Telegram." },
};

const number = find<HTMLSelectElement>("number");
const texts = find("texts");
const words = find<HTMLTextAreaElement>("words");
const trouble = find("trouble");
const attach = find("attach");
const file = find<HTMLInputElement>("file");
const from = find("from");
const ours = from.textContent ?? "";
let app = "sms";
let drawn = "";
let onLink: (url: string) => void = () => undefined;

export function watchPhone(open: (url: string) => void): void {
  onLink = open;
  void look();
  setInterval(() => void look(), 1000);
}

/** The chat opened in the browser: what the phone shows may be news now. */
export function lookAgain(): void {
  drawn = "";
  void look();
}

export function showApp(name: string): void {
  app = name;
  for (const tab of document.querySelectorAll<HTMLElement>("[data-app]")) {
    const isChosen = tab.dataset.app === name;
    tab.setAttribute("aria-selected", String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
  }
  texts.setAttribute("aria-labelledby", `app-${name}`);
  from.textContent = apps[name]!.from || ours;
  words.placeholder = apps[name]!.placeholder;
  words.maxLength = apps[name]!.most;
  attach.hidden = name !== "telegram";
  texts.replaceChildren();
  lookAgain();
}

/** Presses Start under a link that opens the bot. */
export async function start(token: string): Promise<void> {
  showApp("telegram");
  await write({ text: `/start ${token}` });
  done("open", true);
}

async function look(): Promise<void> {
  const [whose, which] = [number.value, app];
  const answer = await fetch(door()).catch(() => null);
  if (!answer?.ok || whose !== number.value || which !== app) return;
  const all = (await answer.json()) as Line[];
  const print = whose + which + all.map((one) => one.id).join();
  if (print === drawn) return;
  drawn = print;
  draw(all);
  if (which === "sms") progress(all);
}

function draw(all: Line[]): void {
  const rows: Node[] = [];
  all.forEach((one, at) => {
    const day = date.format(new Date(one.at));
    if (at === 0 || date.format(new Date(all[at - 1]!.at)) !== day) rows.push(make("p", "day", day));
    rows.push(one.text.startsWith("/start ") ? make("p", "day", "You opened the talk by a link") : bubble(one));
    const next = all[at + 1];
    if (!next || next.mine !== one.mine) rows.push(make("small", one.mine ? "when mine" : "when", clock.format(new Date(one.at))));
  });
  texts.replaceChildren(...(rows.length > 0 ? rows : [make("p", "day", apps[app]!.empty)]));
  texts.scrollTop = texts.scrollHeight;
}

function bubble(one: Line): HTMLElement {
  const made = make("p", one.mine ? "sms mine" : "sms");
  if (one.file) made.append(shown(one.file));
  if (one.text) made.append(...linked(one.text, onLink));
  return made;
}

function shown(sent: NonNullable<Line["file"]>): HTMLElement {
  const url = `${door()}/files/${sent.id}`;
  if (sent.picture) {
    const picture = make("img", "");
    picture.src = url;
    picture.alt = sent.name;
    return picture;
  }
  const link = make("a", "", sent.name);
  link.href = url;
  link.download = sent.name;
  return link;
}

function progress(all: Line[]): void {
  const later = all.filter((one) => Date.parse(one.at) > began);
  done("answer", later.some((one) => one.mine));
  done("answered", later.some((one) => !one.mine));
  done("link", later.some((one) => !one.mine && one.text.includes("/go/")));
}

async function write(said: { text: string; file?: { name: string; type: string; bytes: string } }): Promise<void> {
  trouble.textContent = "";
  const answer = await fetch(door(), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ...said, name: number.selectedOptions[0]?.dataset.name }),
  }).catch(() => null);
  if (answer?.ok) words.value = "";
  else trouble.textContent = "Kith did not take it. It may be starting; send it again.";
  await look();
}

async function send(chosen: File): Promise<void> {
  const bytes = btoa(new Uint8Array(await chosen.arrayBuffer()).reduce((text, byte) => text + String.fromCharCode(byte), ""));
  await write({ text: words.value.trim(), file: { name: chosen.name, type: chosen.type, bytes } });
}

const door = () => `/try/${apps[app]!.door}/${encodeURIComponent(number.value)}`;

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
for (const tab of document.querySelectorAll<HTMLElement>("[data-app]")) tab.addEventListener("click", () => showApp(tab.dataset.app!));
for (const chip of document.querySelectorAll<HTMLElement>("[data-words]"))
  chip.addEventListener("click", () => {
    showApp("sms");
    words.value = chip.dataset.words!;
    words.focus();
  });
number.addEventListener("change", () => void look());
