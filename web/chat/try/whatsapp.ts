import { ask } from "./door";
import { make } from "./draw";
import { door } from "./owner";
import { lookAgain, talkApp, write, type Line } from "./talk";

// WhatsApp, by the pretend one: words, files, templates as they lie on a phone, the buttons beneath them, and signs put to a message.

type Template = { header: string; body: string; footer: string; buttons: string[] };
type Said = Line & { answers: string | null; template: Template | null; reaction: string | null };

const signs: [string, string][] = [["👍", "thumbs up"], ["❤️", "heart"], ["😂", "laughing"], ["😮", "surprised"], ["🙏", "thank you"]];
let choosing: Line["id"] | null = null;

export const whatsapp = talkApp<Said>({
  door: "whatsapps",
  most: 4096,
  from: "Business account",
  placeholder: "Message",
  empty: "Write to Marula Mutual by WhatsApp. A photo goes, too.",
  takesFiles: true,
  seen: "?seen=true",
  mark: "delivered",
  dress: (bubble, line) => {
    if (line.answers) bubble.prepend(make("span", "quoted", line.answers));
    if (line.template) dressTemplate(bubble, line.template);
    if (line.mine) return bubble;
    const row = make("div", "signed");
    row.append(bubble, signer(line));
    if (line.template && line.template.buttons.length > 0) row.append(buttons(line));
    return row;
  },
});

function dressTemplate(bubble: HTMLElement, template: Template): void {
  if (template.header) bubble.prepend(make("b", "", template.header));
  if (template.footer) bubble.append(make("small", "", template.footer));
}

function buttons(line: Said): HTMLElement {
  const row = make("div", "quick");
  for (const text of line.template!.buttons) {
    const button = make("button", "", text);
    button.type = "button";
    button.addEventListener("click", () => void write({ text, button: line.id }));
    row.append(button);
  }
  return row;
}

/** The sign that was put to it, or the way to put one. */
function signer(line: Said): HTMLElement {
  const made = make("div", "signer");
  const open = make("button", line.reaction ? "sign put" : "sign", line.reaction ?? "☺");
  open.type = "button";
  open.setAttribute("aria-expanded", String(choosing === line.id));
  const name = signs.find(([sign]) => sign === line.reaction)?.[1];
  open.setAttribute("aria-label", name ? `You reacted: ${name}. Change it` : "React");
  const list = make("div", "signs");
  list.hidden = choosing !== line.id;
  for (const [sign, words] of signs) list.append(choice(line, sign, words));
  open.addEventListener("click", () => {
    list.hidden = !list.hidden;
    choosing = list.hidden ? null : line.id;
    open.setAttribute("aria-expanded", String(!list.hidden));
    if (!list.hidden) list.querySelector("button")?.focus();
  });
  made.append(open, list);
  return made;
}

function choice(line: Said, sign: string, words: string): HTMLElement {
  const button = make("button", "sign", sign);
  const isPut = line.reaction === sign;
  button.type = "button";
  button.setAttribute("aria-label", isPut ? `Take ${words} away` : words);
  button.setAttribute("aria-pressed", String(isPut));
  button.addEventListener("click", () => {
    choosing = null;
    void ask("PUT", door("whatsapps", `/reactions/${line.id}`), { emoji: isPut ? "" : sign }).then(lookAgain);
  });
  return button;
}
