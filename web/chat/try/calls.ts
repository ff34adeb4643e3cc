import { find, make, when } from "./draw";
import { ask, read } from "./door";
import { began, done } from "./guide";
import { isThere, stop, take } from "./microphone";
import { door, whose } from "./owner";
import type { App } from "./talk";

// The telephone, by the pretend telephone company: what would be heard stands here in words, and hands do what they do at a phone.

type Place = "connecting" | "ringing" | "hearing" | "choosing" | "recording" | "talking" | "over";
type Heard = { kind: "say" | "ring" | "tone" | "key" | "said"; words: string };
type Call = { id: string; mine: boolean; place: Place; at: string; answeredAt: string | null; taken: boolean; seconds: number; heard: Heard[] };

const house = "Marula Mutual";
const recents = find("recents");
const idle = find("call-idle");
const screen = find("call");
const state = find("call-state");
const said = find("call-said");
const log = find("heard");
const face = find("call-face");
const words = find<HTMLTextAreaElement>("call-words");
const leave = find("call-leave");
const microphone = find("call-microphone");
const trouble = find("call-trouble");

/** What can be done, by where the call is; on a call that comes in there is more to it than hanging up. */
const parts: Record<string, (call: Call) => boolean> = {
  "call-desk": (call) => call.mine && call.place === "ringing",
  "call-keys": (call) => call.place === "choosing",
  "call-machine": (call) => call.place === "recording",
  "call-answer": (call) => !call.mine && call.place === "ringing",
  "call-refuse": (call) => !call.mine && call.place === "ringing",
  "call-end": (call) => call.place !== "over" && (call.mine || call.place !== "ringing"),
  "call-close": (call) => call.place === "over",
};

const seenUntil = new Map<string, number>();
let onRing: () => void = () => undefined;
let calls: Call[] = [];
let open = "";
let drawn = "";
let shown = "";
let asked: number | null = null;

/** Somebody calls: the phone shows it whatever is open. */
export const watchRinging = (show: () => void) => { onRing = show; };

/** When the caller pressed the key for the link; null when nobody did. */
export const linkAskedAt = () => asked;

export const telephone: App = {
  panel: "calls",
  open: () => {
    drawn = "";
    trouble.textContent = "";
  },
  look: async (isOpen) => {
    const owner = whose();
    const all = await read<Call[]>(door("telephones"));
    if (!all || owner !== whose()) return 0;
    calls = all;
    if (isOpen) seenUntil.set(owner, Date.now());
    progress(all.filter((call) => Date.parse(call.at) > began));
    const last = all.at(-1);
    if (last && !last.mine && last.place === "ringing" && !isOpen) onRing();
    draw(owner);
    return isOpen ? 0 : all.filter((call) => !call.mine && !call.taken && call.place === "over" && Date.parse(call.at) > Math.max(began, seenUntil.get(owner) ?? 0)).length;
  },
};

function progress(later: Call[]): void {
  const ours = later.filter((call) => call.mine);
  const pressed = ours.find((call) => call.heard.some((one) => one.kind === "key" && one.words === "1"));
  asked = pressed ? Date.parse(pressed.at) : null;
  done("call", ours.length > 0);
  done("missed", ours.some((call) => call.place === "over" && !call.taken));
  done("key", pressed !== undefined);
}

function draw(owner: string): void {
  const call = calls.at(-1);
  if (call && call.place !== "over") open = call.id;
  const isShown = call?.id === open;
  if (call && isShown) state.textContent = stateOf(call);
  const print = owner + open + JSON.stringify(calls.map((one) => [one.id, one.place, one.heard.length]));
  if (print === drawn) return;
  drawn = print;
  const hadFocus = screen.contains(document.activeElement);
  idle.hidden = isShown;
  screen.hidden = !isShown;
  if (call && isShown) drawCall(call);
  else drawRecents();
  if (hadFocus && (document.activeElement as HTMLElement).offsetParent === null) (isShown ? nextButton() : find("call-begin")).focus();
}

function drawCall(call: Call): void {
  for (const [part, isThereNow] of Object.entries(parts)) find(part).hidden = !isThereNow(call);
  microphone.hidden = !isThere();
  if (shown !== call.id) log.replaceChildren();
  shown = call.id;
  for (const one of call.heard.slice(log.children.length)) log.append(line(one));
  face.hidden = call.heard.some((one) => one.kind !== "ring");
  log.hidden = !face.hidden;
  // What is longer than its room is read from its beginning.
  log.scrollTop = Math.max(0, ((log.lastElementChild as HTMLElement | null)?.offsetTop ?? 0) - log.offsetTop - 8);
  said.textContent = stateOf(call);
  if (call.place === "over") stop();
}

/** What one would press next, for whom the last button has just gone. */
const nextButton = () => [...screen.querySelectorAll<HTMLElement>("button, textarea")].find((one) => one.offsetParent !== null) ?? log;

function line(one: Heard): HTMLElement {
  if (one.kind === "say") return make("p", "sms spoken", one.words);
  if (one.kind === "said") return make("p", "sms mine", one.words || "You left a message.");
  return make("p", "day", one.kind === "ring" ? "It rings" : one.kind === "tone" ? "A tone: now it records" : `You pressed ${one.words}`);
}

function stateOf(call: Call): string {
  switch (call.place) {
    case "connecting": return "Calling…";
    case "ringing": return call.mine ? "It rings…" : `${house} is calling you`;
    case "hearing": return "The machine speaks";
    case "choosing": return "The machine speaks. A key can be pressed";
    case "recording": return "Say it after the tone";
    case "talking": return `You speak with them · ${length(call.seconds)}`;
    case "over": return `${outcome(call)}${call.seconds > 0 ? ` · ${length(call.seconds)}` : ""}`;
  }
}

function outcome(call: Call): string {
  if (call.taken) return "The call has ended";
  if (!call.mine) return "You did not take the call";
  return call.heard.some((one) => one.kind === "said") ? "You left a message" : call.heard.some((one) => one.kind === "key" && one.words === "1") ? "The link comes by SMS" : "Nobody took the call";
}

const length = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

function drawRecents(): void {
  const rows = calls.filter((call) => call.place === "over").reverse().map((call) => {
    const row = make("li", !call.mine && !call.taken ? "recent missed" : "recent");
    row.append(make("b", "", call.mine ? `You called ${house}` : `${house} called you`), make("time", "", when(call.at)), make("small", "", stateOf(call)));
    row.querySelector("time")!.dateTime = call.at;
    return row;
  });
  recents.replaceChildren(...(rows.length > 0 ? rows : [make("li", "none", "No calls yet. Ring them: when nobody picks up, a machine does.")]));
}

async function act(method: "POST" | "PUT" | "DELETE", path: string, body?: object): Promise<void> {
  trouble.textContent = "";
  trouble.textContent = (await ask(method, door("telephones", path), body)) ?? "";
  await telephone.look(true);
}

async function speak(body: object): Promise<void> {
  await act("POST", "/call/words", body);
  words.value = "";
}

async function record(): Promise<void> {
  if (microphone.getAttribute("aria-pressed") === "true") {
    stop();
    return;
  }
  listen(true);
  const sound = await take();
  listen(false);
  if (sound === null) trouble.textContent = "The microphone may not be used here. Type what you would say.";
  else if (calls.at(-1)?.place === "recording") await speak({ text: words.value.trim(), sound });
}

function listen(isOn: boolean): void {
  microphone.setAttribute("aria-pressed", String(isOn));
  microphone.textContent = isOn ? "Stop and leave it" : "Use the microphone";
  leave.hidden = isOn;
}

function close(): void {
  open = "";
  draw(whose());
  find("call-begin").focus();
}

const press = (id: string, does: () => void) => find(id).addEventListener("click", does);
press("call-begin", () => { said.textContent = ""; void act("PUT", "/call"); });
press("call-end", () => void act("DELETE", "/call"));
press("call-answer", () => void act("POST", "/call/answer"));
press("call-refuse", () => void act("POST", "/call/refusal"));
press("desk-answer", () => void act("POST", "/call/answer"));
press("desk-refuse", () => void act("POST", "/call/refusal"));
press("call-close", close);
press("call-microphone", () => void record());
find("call-keys").addEventListener("click", (event) => {
  const key = (event.target as HTMLElement).closest<HTMLElement>("[data-key]")?.dataset.key;
  if (key) void act("POST", "/call/keys", { key });
});
find<HTMLFormElement>("call-machine").addEventListener("submit", (event) => {
  event.preventDefault();
  if (words.value.trim()) void speak({ text: words.value.trim() });
});
