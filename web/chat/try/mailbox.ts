import { clock, date, find, linked, make, when } from "./draw";
import { began, done } from "./guide";

// A mailbox of the pretend mail house: what Kith sends by SMTP lands here, what is written here Kith reads by IMAP.

type Address = { name: string; address: string };
type Letter = { id: number; mine: boolean; messageId: string; from: Address; to: Address; subject: string | null; text: string; at: string; files: { name: string; size: number }[] };

const ours = "care@marula.example";
const mailbox = find<HTMLSelectElement>("mailbox");
const list = find("letters");
const pane = find("letter");
const panes = find("panes");
const unread = find("unread");
const trouble = find("mail-trouble");
const opened = new Set<string>();
let letters: Letter[] = [];
let drawn = "";
let chosen = 0;

export function watchMail(): void {
  rest();
  void look();
  setInterval(() => void look(), 1000);
}

async function look(): Promise<void> {
  const whose = mailbox.value;
  const answer = await fetch(door(whose)).catch(() => null);
  if (!answer?.ok || whose !== mailbox.value) return;
  letters = (await answer.json()) as Letter[];
  const print = whose + letters.map((one) => one.id).join();
  if (print === drawn) return;
  drawn = print;
  draw();
  const later = letters.filter((one) => Date.parse(one.at) > began);
  done("mail", later.some((one) => !one.mine));
  done("reply", later.some((one) => one.mine) && later.some((one) => !one.mine));
}

function draw(): void {
  list.replaceChildren(...(letters.length > 0 ? letters.map(row) : [make("li", "none", "No mail yet.")]));
  const fresh = letters.filter(isNew).length;
  unread.hidden = fresh === 0;
  unread.textContent = fresh > 0 ? String(fresh) : "";
  unread.setAttribute("aria-label", `${fresh} new`);
}

function row(one: Letter): HTMLElement {
  const item = make("li", "");
  const button = make("button", isNew(one) ? "row new" : "row");
  button.type = "button";
  button.append(
    make("span", "who", one.mine ? `To ${nameOf(one.to)}` : nameOf(one.from)),
    make("time", "", when(one.at)),
    make("span", "about", one.subject || "No subject"),
    make("span", "begin", one.text.slice(0, 120)),
  );
  if (one.id === chosen) button.setAttribute("aria-current", "true");
  button.addEventListener("click", () => read(one));
  item.append(button);
  return item;
}

function read(one: Letter): void {
  chosen = one.id;
  opened.add(key(one));
  draw();
  const words = make("div", "words");
  words.append(...linked(one.text, (url) => window.open(url, "_blank", "noopener")));
  const parts: Node[] = [head(one), words];
  if (one.files.length > 0) parts.push(files(one));
  if (!one.mine) parts.push(acts(one));
  show(parts);
}

function head(one: Letter): HTMLElement {
  const made = make("div", "head");
  made.append(make("h3", "", one.subject || "No subject"), line("From", one.from), line("To", one.to), make("p", "", `${date.format(new Date(one.at))}, ${clock.format(new Date(one.at))}`));
  return made;
}

function line(word: string, who: Address): HTMLElement {
  const made = make("p", "", `${word} `);
  made.append(make("b", "", who.name || who.address), who.name ? ` ${who.address}` : "");
  return made;
}

function files(one: Letter): HTMLElement {
  const made = make("ul", "files");
  made.setAttribute("aria-label", "Files");
  made.append(...one.files.map((file, place) => {
    const item = make("li", "");
    const link = make("a", "", file.name);
    link.href = `${door(mailbox.value)}/${one.id}/files/${place}`;
    link.download = file.name;
    link.append(make("small", "", size(file.size)));
    item.append(link);
    return item;
  }));
  return made;
}

function acts(one: Letter): HTMLElement {
  const made = make("div", "acts");
  const reply = make("button", "chip", "Reply");
  reply.type = "button";
  reply.addEventListener("click", () => {
    made.remove();
    const form = write({ inReplyTo: one.messageId });
    pane.append(form);
    form.querySelector("textarea")!.focus({ preventScroll: true });
    pane.scrollTop = pane.scrollHeight;
  });
  made.append(reply);
  return made;
}

function compose(): void {
  chosen = 0;
  draw();
  const form = write({});
  show([make("h3", "", "New mail"), form]);
  form.querySelector<HTMLInputElement>("input[name=subject]")!.focus();
}

/** An answer knows its address and subject; a new mail asks for them. */
function write(about: { inReplyTo?: string }): HTMLFormElement {
  const form = make("form", "mail");
  if (!about.inReplyTo) form.append(field("To", "to", ours), field("Subject", "subject", ""));
  const label = make("label", "", about.inReplyTo ? "Your answer" : "Words");
  const text = make("textarea", "");
  text.name = "text";
  text.rows = 4;
  text.required = true;
  label.append(text);
  const send = make("button", "btn", "Send");
  send.type = "submit";
  form.append(label, send);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void post(form, send, about);
  });
  return form;
}

function field(word: string, name: string, value: string): HTMLElement {
  const label = make("label", "", word);
  const input = make("input", "");
  input.name = name;
  input.value = value;
  input.autocomplete = "off";
  input.required = name === "to";
  label.append(input);
  return label;
}

async function post(form: HTMLFormElement, send: HTMLButtonElement, about: { inReplyTo?: string }): Promise<void> {
  trouble.textContent = "";
  send.disabled = true;
  const answer = await fetch(door(mailbox.value), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ...Object.fromEntries(new FormData(form)), ...about }),
  }).catch(() => null);
  send.disabled = false;
  if (!answer?.ok) {
    trouble.textContent = await reason(answer);
    return;
  }
  const sent = (await answer.json()) as Letter;
  await look();
  read(sent);
}

async function reason(answer: Response | null): Promise<string> {
  const problem = (await answer?.json().catch(() => null)) as { errors?: Record<string, string[]>; detail?: string } | null;
  return Object.values(problem?.errors ?? {})[0]?.[0] ?? problem?.detail ?? "The mail was not taken. Send it again.";
}

function show(parts: Node[]): void {
  trouble.textContent = "";
  const back = make("button", "link back", "Back to the mails");
  back.type = "button";
  back.addEventListener("click", rest);
  pane.replaceChildren(back, ...parts);
  panes.classList.add("open");
  pane.scrollTop = 0;
  pane.focus({ preventScroll: true });
}

function rest(): void {
  chosen = 0;
  draw();
  pane.replaceChildren(make("p", "none", "Choose a mail, or write one."));
  panes.classList.remove("open");
}

const door = (address: string) => `/try/mailboxes/${encodeURIComponent(address)}`;
const key = (one: Letter) => `${mailbox.value} ${one.id}`;
const isNew = (one: Letter) => !one.mine && !opened.has(key(one)) && Date.parse(one.at) > began;
const nameOf = (who: Address) => who.name || who.address;
const size = (bytes: number) => (bytes < 1000 ? `${bytes} B` : bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`);

mailbox.addEventListener("change", () => {
  letters = [];
  rest();
  void look();
});
find("compose").addEventListener("click", compose);
