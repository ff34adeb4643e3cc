import { clock, date, find, linked, make } from "./draw";
import { began } from "./guide";
import { isNamed, tell } from "./visitor";

// The small window in which Marula Mutual and a visitor write to each other alone. It opens by itself when they write.

export type Line = { id: string; mine: boolean; text: string; file: string | null; at: string };

export type Messenger = { show: (whose: string, talk: Line[]) => void; open: () => void };

export function messengerOf(place: string, look: () => Promise<void>): Messenger {
  const pane = find(`${place}-alone`);
  const texts = find(`${place}-alone-texts`);
  const words = find<HTMLTextAreaElement>(`${place}-alone-words`);
  const trouble = find(`${place}-alone-trouble`);
  const opener = find(`${place}-alone-open`);
  let drawn = "";
  let theirs = 0;

  function show(whose: string, talk: Line[]): void {
    const print = whose + talk.map((one) => one.id).join();
    if (print === drawn) return;
    const fresh = talk.filter((one) => !one.mine && Date.parse(one.at) > began).length;
    if (!drawn.startsWith(whose) || drawn === "") theirs = drawn === "" ? 0 : fresh;
    drawn = print;
    texts.replaceChildren(...rowsOf(talk));
    if (fresh > theirs) pane.hidden = false;
    theirs = fresh;
    texts.scrollTop = texts.scrollHeight;
  }

  async function send(): Promise<void> {
    if (!words.value.trim() || !isNamed()) return;
    const wrong = await tell(place, "POST", "talk", { text: words.value.trim() });
    trouble.textContent = wrong ?? "";
    if (wrong === null) words.value = "";
    await look();
  }

  function close(): void {
    pane.hidden = true;
    opener.focus();
  }

  opener.addEventListener("click", () => {
    if (!isNamed()) return;
    pane.hidden = !pane.hidden;
    if (!pane.hidden) words.focus();
  });
  find(`${place}-alone-close`).addEventListener("click", close);
  pane.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  words.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    void send();
  });
  find<HTMLFormElement>(`${place}-alone-write`).addEventListener("submit", (event) => {
    event.preventDefault();
    void send();
  });
  return {
    show,
    open() {
      pane.hidden = false;
      texts.scrollTop = texts.scrollHeight;
    },
  };
}

function rowsOf(talk: Line[]): Node[] {
  const rows: Node[] = [];
  talk.forEach((one, at) => {
    const day = date.format(new Date(one.at));
    if (at === 0 || date.format(new Date(talk[at - 1]!.at)) !== day) rows.push(make("p", "day", day));
    rows.push(bubble(one));
    if (talk[at + 1]?.mine !== one.mine) rows.push(make("small", one.mine ? "when mine" : "when", clock.format(new Date(one.at))));
  });
  return rows.length > 0 ? rows : [make("p", "day", "Only you and Marula Mutual read what is written here.")];
}

function bubble(one: Line): HTMLElement {
  const made = make("p", one.mine ? "sms mine" : "sms");
  made.append(...linked(one.text, (url) => window.open(url, "_blank", "noopener")));
  if (!one.file) return made;
  const file = make("a", "", "A file");
  file.href = one.file;
  file.download = "";
  made.append(file);
  return made;
}
