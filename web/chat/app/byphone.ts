// Going on by SMS: a number is only said until a code that was sent to it comes back.
import { Refused } from "./door";
import { el, icon } from "./draw";
import type { Talk } from "./talk";
import { words } from "./words";

export class ByPhone {
  readonly element = el("div", { class: "ways" });
  private step: "offer" | "number" | "code" | "done" = "offer";
  private drawn = "";

  constructor(
    private readonly talk: Talk,
    private readonly say: (words: string) => void,
  ) {}

  draw(): void {
    const head = this.talk.head;
    const isOffered = head?.canSms === true && this.step !== "done";
    const print = `${this.step} ${isOffered} ${head?.isOpen}`;
    if (print === this.drawn) return;
    this.drawn = print;
    this.element.replaceChildren(...(isOffered ? [this.step === "offer" ? this.offer(head.isOpen) : this.form()] : []));
    this.element.querySelector("input")?.focus();
  }

  private offer(isOpen: boolean): HTMLElement {
    return el("button", { type: "button", class: "chip", click: () => this.go("number") }, icon("phone"), isOpen ? words.goOnBySms : words.answerBySms);
  }

  private form(): HTMLElement {
    const isCode = this.step === "code";
    const input = el("input", isCode
      ? { id: "way", inputmode: "numeric", autocomplete: "one-time-code", maxlength: "12", required: true }
      : { id: "way", type: "tel", autocomplete: "tel", maxlength: "40", required: true });
    return el("form", { class: "way", submit: (event: Event) => (event.preventDefault(), void this.give(input.value)) },
      el("label", { for: "way" }, isCode ? words.code : words.number), input,
      isCode ? null : el("small", {}, words.numberHelp),
      el("div", { class: "line" },
        el("button", { type: "submit", class: "chip strong" }, isCode ? words.confirm : words.sendCode),
        el("button", { type: "button", class: "chip", click: () => this.go("offer") }, words.back)));
  }

  private async give(value: string): Promise<void> {
    try {
      await (this.step === "code" ? this.talk.door.giveCode(value) : this.talk.door.askForCode(value));
      if (this.step === "code") this.say(words.wentOn);
      this.go(this.step === "code" ? "done" : "code");
    } catch (fault) {
      this.say(fault instanceof Refused && fault.words ? fault.words : words.offline);
    }
  }

  private go(step: ByPhone["step"]): void {
    this.step = step;
    this.draw();
  }
}
