// Going on by SMS or by email, and a copy of the conversation: an address is only said until a code that was sent to it comes back.
import { Refused } from "./door";
import { el, icon } from "./draw";
import type { Talk } from "./talk";
import { words } from "./words";

export type Way = "phone" | "email";

export class Ways {
  readonly element = el("div", { class: "ways" });
  private step: "offer" | "address" | "code" = "offer";
  private way: Way = "phone";
  private wantsCopy = false;
  private drawn = "";

  constructor(
    private readonly talk: Talk,
    private readonly say: (words: string) => void,
  ) {}

  draw(): void {
    const head = this.talk.head;
    const print = `${this.step} ${this.way} ${head?.canSms} ${head?.canEmail} ${head?.mailbox} ${head?.isOpen}`;
    if (print === this.drawn) return;
    this.drawn = print;
    this.element.replaceChildren(...(this.step === "offer" ? this.offers() : [this.form()]));
    this.element.querySelector("input")?.focus();
  }

  private offers(): HTMLElement[] {
    const head = this.talk.head;
    return [
      head?.canSms ? this.chip("phone", head.isOpen ? words.goOnBySms : words.answerBySms, () => this.begin("phone", false)) : null,
      head?.canEmail && !head.mailbox ? this.chip("mail", head.isOpen ? words.goOnByEmail : words.answerByEmail, () => this.begin("email", false)) : null,
      head?.canEmail ? this.chip("copy", words.copy, () => (head.mailbox ? void this.copy() : this.begin("email", true))) : null,
    ].filter((one) => one !== null);
  }

  private chip(mark: Parameters<typeof icon>[0], text: string, click: () => void): HTMLElement {
    return el("button", { type: "button", class: "chip", click }, icon(mark), text);
  }

  private form(): HTMLElement {
    const isCode = this.step === "code";
    const mine = words[this.way];
    const input = el("input", isCode
      ? { id: "way", inputmode: "numeric", autocomplete: "one-time-code", maxlength: "12", required: true }
      : this.way === "phone" ? { id: "way", type: "tel", autocomplete: "tel", maxlength: "40", required: true }
      : { id: "way", type: "email", autocomplete: "email", maxlength: "254", required: true });
    return el("form", { class: "way", submit: (event: Event) => (event.preventDefault(), void this.give(input.value)) },
      el("label", { for: "way" }, isCode ? mine.code : mine.address), input,
      isCode ? null : el("small", {}, mine.help),
      el("div", { class: "line" },
        el("button", { type: "submit", class: "chip strong" }, isCode ? words.confirm : words.sendCode),
        el("button", { type: "button", class: "chip", click: () => this.go("offer") }, words.back)));
  }

  private async give(value: string): Promise<void> {
    await this.trying(async () => {
      if (this.step === "address") {
        await this.talk.door.askForCode(this.way, value);
        this.say("");
        return this.go("code");
      }
      await this.talk.door.giveCode(this.way, value);
      await this.talk.fetch();
      this.say(words[this.way].wentOn);
      this.go("offer");
      if (this.wantsCopy) await this.copy();
    });
  }

  private async copy(): Promise<void> {
    await this.trying(async () => {
      await this.talk.door.askForCopy();
      this.say(words.copied(this.talk.head?.mailbox ?? ""));
    });
  }

  private async trying(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (fault) {
      this.say(fault instanceof Refused && fault.words ? fault.words : words.offline);
    }
  }

  private begin(way: Way, wantsCopy: boolean): void {
    [this.way, this.wantsCopy] = [way, wantsCopy];
    this.go("address");
  }

  private go(step: Ways["step"]): void {
    this.step = step;
    this.draw();
  }
}
