import "./chat.css";
import { Composer } from "./composer";
import { el, icon } from "./draw";
import type { Identity, Settings } from "./facts";
import { Log } from "./log";
import { paint } from "./look";
import { Talk } from "./talk";
import { isElsewhere, when, whenBack } from "./times";
import { Ways } from "./ways";
import { words } from "./words";

const settings = JSON.parse(document.getElementById("settings")!.textContent!) as Settings;
const root = document.documentElement;
let isOpen = settings.page;
let identityPrint: string | null = null;

const talk = new Talk(settings, draw);
const log = new Log(talk, settings.greeting);
const composer = new Composer(talk, say);
const ways = new Ways(talk, say);
const title = el("h1");
const under = el("p");
const face = el("span", { class: "face", "aria-hidden": "true" });
const note = el("p", { class: "note", role: "status" });
const outside = el("p", { class: "pill" });
const count = el("span", { class: "count" });
const launcher = el("button", { type: "button", class: "launcher", "aria-expanded": "false", click: () => turn(true) }, icon("chat"), count);
const shut = el("button", { type: "button", class: "shut", "aria-label": words.close, click: () => turn(false) }, icon("close"));
const panel = el("main", { class: "panel", "aria-label": settings.name },
  el("header", {}, face, el("div", {}, title, under), settings.page ? null : shut), log.element, outside, note, ways.element, composer.element);

function draw(): void {
  const head = talk.head;
  const who = head?.who ?? null;
  title.textContent = who ? words.from(who.name, who.department) : settings.name;
  face.textContent = [...(who?.name ?? settings.name)][0] ?? "";
  under.textContent = talk.isGone ? words.gone : head ? promise() : "";
  composer.address(who?.name ?? words.us);
  const answers = head?.who?.name ?? head?.department ?? settings.name;
  const isClosed = head !== null && !head.isOpen;
  const by = head ? when(head.due ?? head.answerBy) : "";
  const isOwed = isClosed && talk.messages.at(-1)?.mine !== false;
  outside.hidden = !isOwed;
  outside.textContent = isOwed ? words.outside(head.localTime, head.place, answers, isElsewhere(head.localTime) ? words.yourTime(by) : by) : "";
  if (talk.isOffline) say(words.offline);
  else if (note.textContent === words.offline) say("");
  log.draw();
  ways.draw();
  const unread = isOpen ? 0 : talk.unread;
  count.textContent = unread > 0 ? String(unread) : "";
  launcher.setAttribute("aria-label", unread > 0 ? `${words.open}, ${unread}` : words.open);
}

function promise(): string {
  const head = talk.head!;
  if (head.due) {
    const said = head.who ? words.hearBy(head.who.name, when(head.due)) : words.hearFromUsBy(when(head.due));
    return head.why ? words.because(said, head.why) : said;
  }
  if (!head.isOpen && head.opensAt) return words.backAt(whenBack(head.opensAt));
  return talk.messages.length === 0 ? words.usualBy(when(head.answerBy)) : words.here;
}

function say(text: string): void {
  note.textContent = text;
}

function turn(open: boolean): void {
  if (settings.page) return;
  isOpen = open;
  parent.postMessage({ kith: "open", open }, "*");
  show();
  (open ? composer.input : launcher).focus();
}

function show(): void {
  panel.hidden = !isOpen;
  launcher.hidden = isOpen;
  launcher.setAttribute("aria-expanded", String(isOpen));
  look();
  draw();
  if (isOpen) log.element.scrollTop = log.element.scrollHeight;
}

function look(): void {
  talk.isLooking = isOpen && document.visibilityState === "visible";
  if (talk.isLooking) talk.mark();
}

function begin(identity: Identity | null): void {
  const print = JSON.stringify(identity);
  if (print === identityPrint) return;
  identityPrint = print;
  void talk.begin(identity);
}

addEventListener("message", (event) => {
  const told = event.data as { kith?: string; theme?: string; direction?: string; identity?: Identity | null; isWhole?: boolean; isOpen?: boolean };
  if (event.source !== parent || parent === window || told.kith !== "page") return;
  paint(root, settings.colour, told.theme === "dark" ? "dark" : "light");
  root.dir = told.direction === "rtl" ? "rtl" : "ltr";
  root.classList.toggle("whole", told.isWhole === true);
  if (told.isOpen !== isOpen) {
    isOpen = told.isOpen === true;
    show();
  }
  begin(told.identity ?? null);
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && isOpen) turn(false);
});
document.addEventListener("visibilitychange", look);
addEventListener("online", () => void talk.fetch());

const dark = matchMedia("(prefers-color-scheme: dark)");
const paintPage = () => paint(root, settings.colour, dark.matches ? "dark" : "light");
root.classList.toggle("page", settings.page);
document.body.append(panel, launcher);
paintPage();
show();
if (settings.page) {
  launcher.remove();
  dark.addEventListener("change", paintPage);
  // The link has done its work: what stays in the address can be read by anybody, and be reloaded.
  history.replaceState(null, "", `/chat/${settings.connection}/talk`);
  begin(null);
} else {
  parent.postMessage({ kith: "ready", side: settings.side }, "*");
}
