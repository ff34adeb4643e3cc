import "./try.css";

// The phone and the page of the demo. The phone's words go to the pretend carrier, the page is a web site with the real chat in it.

type Sms = { id: string; mine: boolean; text: string; at: string };

const find = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const number = find<HTMLSelectElement>("number");
const texts = find("texts");
const words = find<HTMLTextAreaElement>("words");
const site = find<HTMLIFrameElement>("site");
const address = find<HTMLOutputElement>("address");
const trouble = find("trouble");
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const date = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short" });
let drawn = "";
let began = 0;
let openedLink = false;

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
    bubble.append(...linked(one.text));
    rows.push(bubble);
    const next = all[at + 1];
    if (!next || next.mine !== one.mine) rows.push(make("small", one.mine ? "when mine" : "when", clock.format(new Date(one.at))));
  });
  texts.replaceChildren(...(rows.length > 0 ? rows : [make("p", "day", "No messages yet. Write the first one.")]));
  texts.scrollTop = texts.scrollHeight;
}

function make(name: string, kind: string, text = ""): HTMLElement {
  const made = document.createElement(name);
  made.className = kind;
  made.textContent = text;
  return made;
}

function linked(text: string): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let from = 0;
  for (const found of text.matchAll(/https?:\/\/[^\s]+[^\s.,;:!?)]/g)) {
    const link = make("a", "", found[0]) as HTMLAnchorElement;
    link.href = found[0];
    link.addEventListener("click", (event) => {
      if (new URL(link.href).pathname.startsWith("/go/")) {
        event.preventDefault();
        open(link.href);
      }
    });
    parts.push(text.slice(from, found.index), link);
    from = found.index + found[0].length;
  }
  parts.push(text.slice(from));
  return parts;
}

function open(url: string): void {
  const at = new URL(url);
  site.src = at.pathname + at.search;
  address.textContent = at.host + at.pathname.slice(0, 12) + (at.pathname.length > 12 ? "…" : "");
  openedLink = at.pathname.startsWith("/go/") || openedLink;
  site.scrollIntoView({ block: "nearest", behavior: "smooth" });
  void look();
  drawn = "";
}

function home(path = "/try/site"): void {
  site.src = path;
  address.textContent = "www.marula.example";
}

function progress(all: Sms[]): void {
  const later = all.filter((one) => Date.parse(one.at) > began);
  const answered = later.some((one) => one.mine);
  const back = later.some((one) => !one.mine);
  const link = later.some((one) => !one.mine && one.text.includes("/go/"));
  const done: Record<string, boolean> = { answer: answered, answered: back, link, open: openedLink, one: openedLink };
  const steps = [...document.querySelectorAll<HTMLElement>("[data-step]")];
  const now = steps.find((step) => !done[step.dataset.step!]);
  for (const step of steps) {
    step.classList.toggle("done", done[step.dataset.step!] === true);
    step.classList.toggle("now", step === now);
    if (step === now) step.setAttribute("aria-current", "step");
    else step.removeAttribute("aria-current");
  }
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

began = Date.now() - 60_000;
void look();
setInterval(() => void look(), 1000);
