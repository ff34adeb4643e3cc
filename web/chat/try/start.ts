import "./try.css";
import { began, done } from "./guide";
import { watchMail } from "./mailbox";
import { clock, date, find, linked, make } from "./draw";
import { showTab } from "./tabs";

// The phone and the page of the demo. The phone's words go to the pretend carrier, the page is a web site with the real chat in it.

type Sms = { id: string; mine: boolean; text: string; at: string };

const number = find<HTMLSelectElement>("number");
const texts = find("texts");
const words = find<HTMLTextAreaElement>("words");
const site = find<HTMLIFrameElement>("site");
const address = find<HTMLOutputElement>("address");
const trouble = find("trouble");
let drawn = "";

async function look(): Promise<void> {
  const answer = await fetch(`/try/phones/${encodeURIComponent(number.value)}`).catch(() => null);
  if (!answer?.ok) return;
  const all = (await answer.json()) as Sms[];
  const print = number.value + all.map((one) => one.id).join();
  if (print === drawn) return;
  drawn = print;
  draw(all);
  progress(all);
}

function draw(all: Sms[]): void {
  const rows: Node[] = [];
  all.forEach((one, at) => {
    const day = date.format(new Date(one.at));
    if (at === 0 || date.format(new Date(all[at - 1]!.at)) !== day) rows.push(make("p", "day", day));
    const bubble = make("p", one.mine ? "sms mine" : "sms");
    bubble.append(...linked(one.text, open));
    rows.push(bubble);
    const next = all[at + 1];
    if (!next || next.mine !== one.mine) rows.push(make("small", one.mine ? "when mine" : "when", clock.format(new Date(one.at))));
  });
  texts.replaceChildren(...(rows.length > 0 ? rows : [make("p", "day", "No messages yet. Write the first one.")]));
  texts.scrollTop = texts.scrollHeight;
}

function open(url: string): void {
  const at = new URL(url);
  showTab("web");
  site.src = at.pathname + at.search;
  address.textContent = at.host + at.pathname.slice(0, 12) + (at.pathname.length > 12 ? "…" : "");
  done("open", true);
  site.scrollIntoView({ block: "nearest", behavior: "smooth" });
  void look();
  drawn = "";
}

function home(path = "/try/site"): void {
  showTab("web");
  site.src = path;
  address.textContent = "www.marula.example";
}

function progress(all: Sms[]): void {
  const later = all.filter((one) => Date.parse(one.at) > began);
  done("answer", later.some((one) => one.mine));
  done("answered", later.some((one) => !one.mine));
  done("link", later.some((one) => !one.mine && one.text.includes("/go/")));
}

async function write(text: string): Promise<void> {
  trouble.textContent = "";
  const answer = await fetch(`/try/phones/${encodeURIComponent(number.value)}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ text }),
  }).catch(() => null);
  if (answer?.ok) words.value = "";
  else trouble.textContent = "Kith did not take it. It may be starting; send it again.";
  await look();
}

find<HTMLFormElement>("write").addEventListener("submit", (event) => {
  event.preventDefault();
  if (words.value.trim()) void write(words.value.trim());
});
words.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey) return;
  event.preventDefault();
  find<HTMLFormElement>("write").requestSubmit();
});
for (const chip of document.querySelectorAll<HTMLElement>("[data-words]"))
  chip.addEventListener("click", () => {
    words.value = chip.dataset.words!;
    words.focus();
  });
number.addEventListener("change", () => void look());
find("home").addEventListener("click", () => home());
find("sign").addEventListener("click", () => home("/try/site?as=nomsa"));

watchMail();
void look();
setInterval(() => void look(), 1000);
