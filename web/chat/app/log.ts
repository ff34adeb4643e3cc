// What was said, drawn. Rows are kept between drawings, so that a screen reader hears only what is new.
import { el, icon, linked, sizeOf } from "./draw";
import type { ChatFile, ChatMessage, Pending } from "./facts";
import type { Talk } from "./talk";
import { dayTitle, timeOf } from "./times";
import { words } from "./words";

export class Log {
  readonly element = el("div", { class: "log", role: "log", "aria-label": words.log, tabindex: "0" });
  private readonly rows = new Map<string, { print: string; row: HTMLElement }>();

  constructor(
    private readonly talk: Talk,
    private readonly greeting: string,
  ) {}

  draw(): void {
    const wasAtEnd = this.element.scrollHeight - this.element.scrollTop - this.element.clientHeight < 60;
    const height = this.element.scrollHeight;
    const wanted = [...this.before(), ...this.said(), ...this.talk.pending.map((one) => this.waiting(one)), ...this.after()];
    this.lay(wanted);
    if (wasAtEnd || wanted.at(-1)?.[0].startsWith("p:")) this.element.scrollTop = this.element.scrollHeight;
    else if (this.element.scrollTop < 40) this.element.scrollTop += this.element.scrollHeight - height;
  }

  private lay(wanted: [key: string, print: string, make: () => HTMLElement][]): void {
    const keys = new Set(wanted.map(([key]) => key));
    for (const [key, { row }] of this.rows) if (!keys.has(key)) [row.remove(), this.rows.delete(key)];
    let place: ChildNode | null = this.element.firstChild;
    for (const [key, print, make] of wanted) {
      let known = this.rows.get(key);
      if (known?.print !== print) {
        const row = make();
        if (known) known.row.replaceWith(row);
        if (known?.row === place) place = row;
        this.rows.set(key, (known = { print, row }));
      }
      if (known.row === place) place = place.nextSibling;
      else this.element.insertBefore(known.row, place);
    }
  }

  private before(): [string, string, () => HTMLElement][] {
    const head = this.talk.head;
    const rows: [string, string, () => HTMLElement][] = [];
    if (this.talk.hasEarlier) rows.push(["earlier", "", () => el("button", { class: "chip middle", type: "button", click: () => void this.talk.showEarlier() }, words.earlier)]);
    if (head?.arrivedFrom) rows.push(["arrived", head.arrivedFrom, () => el("p", { class: "pill" }, words.arrived(head.arrivedFrom!))]);
    else if (this.greeting && this.talk.messages.length === 0) rows.push(["greeting", "", () => el("div", { class: "turn" }, el("p", { class: "bubble", dir: "auto" }, this.greeting))]);
    return rows;
  }

  private after(): [string, string, () => HTMLElement][] {
    const who = this.talk.typing;
    return who ? [["typing", who, () => el("div", { class: "turn" }, el("p", { class: "bubble dots", "aria-label": words.typing(who) }, el("i"), el("i"), el("i")))]] : [];
  }

  private said(): [string, string, () => HTMLElement][] {
    const messages = this.talk.messages;
    const rows: [string, string, () => HTMLElement][] = [];
    messages.forEach((message, at) => {
      const [earlier, next] = [messages[at - 1], messages[at + 1]];
      const day = dayTitle(message.at);
      if (!earlier ? day !== words.todayTitle : dayTitle(earlier.at) !== day) rows.push([`d:${day}`, "", () => el("p", { class: "day" }, day)]);
      const meta = this.endsTurn(message, next) ? this.metaOf(message) : "";
      rows.push([message.id, meta, () => this.turn(message.mine, message.text, message.files, meta)]);
    });
    return rows;
  }

  private endsTurn(message: ChatMessage, next: ChatMessage | undefined): boolean {
    return !next || next.mine !== message.mine || next.channel !== message.channel || next.by !== message.by || Date.parse(next.at) - Date.parse(message.at) > 180_000;
  }

  private metaOf(message: ChatMessage): string {
    const parts = message.mine
      ? [message.channel && words.by(message.channel), timeOf(message.at), message.channel ? null : this.isSeen(message) ? words.read : words.delivered]
      : [message.by, message.channel && words.by(message.channel), timeOf(message.at)];
    return parts.filter(Boolean).join(" · ");
  }

  private isSeen = (message: ChatMessage): boolean => this.talk.seenUpTo !== null && message.at <= this.talk.seenUpTo;

  private waiting(one: Pending): [string, string, () => HTMLElement] {
    return [`p:${one.id}`, one.state, () => {
      const turn = this.turn(true, one.text, one.files, one.state === "sending" ? words.sending : "");
      if (one.state === "sending") return turn;
      const again = el("button", { type: "button", class: "link", click: () => void this.talk.post(one) }, words.again);
      const drop = el("button", { type: "button", class: "link", click: () => this.talk.drop(one) }, words.back);
      turn.append(el("small", { class: "late" }, one.state === "refused" ? words.refused : words.unsent, " ", one.state === "refused" ? drop : again));
      return turn;
    }];
  }

  private turn(mine: boolean, text: string, files: ChatFile[], meta: string): HTMLElement {
    return el("div", { class: mine ? "turn mine" : "turn" },
      text ? el("p", { class: "bubble", dir: "auto" }, ...linked(text)) : null,
      ...files.map((file) => this.file(file)),
      meta ? el("small", {}, meta) : null);
  }

  private file(file: ChatFile): HTMLElement {
    const save = async () => {
      const url = URL.createObjectURL(await this.talk.door.fetchFile(file));
      el("a", { href: url, download: file.name }).click();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    };
    const label = words.file(file.name, sizeOf(file.size));
    if (!/^image\/(png|jpeg|gif|webp)$/.test(file.type))
      return el("button", { type: "button", class: "file", click: () => void save() }, icon("file"), el("span", { dir: "auto" }, file.name), el("small", {}, sizeOf(file.size)));

    const image = el("img", { alt: label });
    void this.talk.door.fetchFile(file).then((blob) => (image.src = URL.createObjectURL(blob)));
    return el("button", { type: "button", class: "picture", "aria-label": label, click: () => void save() }, image);
  }
}
