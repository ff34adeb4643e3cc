// Where the visitor writes.
import { el, icon } from "./draw";
import type { ChatFile } from "./facts";
import type { Talk } from "./talk";
import { words } from "./words";

const largest = 25_000_000;

export class Composer {
  readonly input = el("textarea", { rows: "1", maxlength: "10000", dir: "auto", enterkeyhint: "send" });
  private readonly picker = el("input", { type: "file", multiple: true, hidden: true, tabindex: "-1", "aria-hidden": "true" });
  private readonly tray = el("div", { class: "tray" });
  private readonly button = el("button", { type: "submit", class: "send", "aria-label": words.send }, icon("send"));
  private files: { label: string; file: ChatFile | null }[] = [];
  private toldTyping = 0;
  readonly element: HTMLFormElement;

  constructor(
    private readonly talk: Talk,
    private readonly say: (words: string) => void,
  ) {
    const attach = el("button", { type: "button", class: "plain", "aria-label": words.attach, click: () => this.picker.click() }, icon("clip"));
    this.element = el("form", { class: "composer", submit: (event: Event) => this.send(event) }, this.tray, el("div", { class: "line" }, attach, this.input, this.button), this.picker);
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.send(event);
    });
    this.input.addEventListener("input", () => this.wrote());
    this.input.addEventListener("paste", (event) => this.take(event.clipboardData?.files));
    this.picker.addEventListener("change", () => (this.take(this.picker.files), (this.picker.value = "")));
  }

  address(who: string): void {
    this.input.placeholder = words.writeTo(who);
    this.input.setAttribute("aria-label", words.writeTo(who).replace("…", ""));
  }

  private send(event: Event): void {
    event.preventDefault();
    const text = this.input.value.trim();
    const files = this.files.flatMap((one) => (one.file ? [one.file] : []));
    if ((!text && files.length === 0) || files.length < this.files.length) return;

    this.input.value = "";
    this.files = [];
    this.drawTray();
    this.grow();
    this.tellTyping(false);
    void this.talk.say(text, files);
    this.input.focus();
  }

  private wrote(): void {
    this.grow();
    this.tellTyping(this.input.value.trim() !== "");
  }

  private tellTyping(typing: boolean): void {
    const now = Date.now();
    if (typing ? now - this.toldTyping < 3000 : this.toldTyping === 0) return;
    this.toldTyping = typing ? now : 0;
    this.talk.door.typing(typing).catch(() => undefined);
  }

  private grow(): void {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 140)}px`;
  }

  private take(chosen: FileList | null | undefined): void {
    for (const file of [...(chosen ?? [])].slice(0, 10 - this.files.length)) {
      if (file.size > largest) this.say(words.tooLarge(file.name));
      else void this.upload(file);
    }
  }

  private async upload(file: File): Promise<void> {
    const one: { label: string; file: ChatFile | null } = { label: file.name, file: null };
    this.files.push(one);
    this.drawTray();
    try {
      one.file = await this.talk.door.upload(file);
    } catch (fault) {
      this.files = this.files.filter((other) => other !== one);
      this.say(fault instanceof Error && fault.message ? fault.message : words.refused);
    }
    this.drawTray();
  }

  private drawTray(): void {
    this.tray.replaceChildren(...this.files.map((one) =>
      el("button", { type: "button", class: "chip", "aria-label": words.remove(one.label), click: () => {
        this.files = this.files.filter((other) => other !== one);
        this.drawTray();
      } }, one.file ? one.label : words.uploading(one.label), icon("close"))));
  }
}
