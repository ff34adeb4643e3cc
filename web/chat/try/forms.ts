import { make } from "./draw";
import { deed } from "./remarks";

// What somebody is just writing in public: each form stays the same while all around it is drawn anew.

/** How far words can reach, where that can be chosen: the platform's word for it, and ours. */
export type Reach = { word: string; says: string; short: string };

export type Writing = { label: string; done: string; text: string; send: (text: string, reach?: string) => Promise<boolean>; most?: number; reaches?: Reach[] | undefined };

export class Forms {
  readonly #open = new Map<string, HTMLFormElement>();
  readonly #redraw: () => void;

  constructor(redraw: () => void) {
    this.#redraw = redraw;
  }

  find(key: string): HTMLFormElement | undefined {
    return this.#open.get(key);
  }

  /** One that was opened, and is left or sent. */
  open(key: string, writing: Writing): void {
    const words = (this.#open.get(key) ?? this.#make(key, writing, () => this.#close(key))).querySelector("textarea")!;
    this.#redraw();
    words.focus();
    words.scrollIntoView({ block: "nearest" });
  }

  /** One that always stands there. */
  stand(key: string, writing: Writing): HTMLFormElement {
    return this.#open.get(key) ?? this.#make(key, writing, null);
  }

  #close(key: string): void {
    this.#open.delete(key);
    this.#redraw();
  }

  #make(key: string, writing: Writing, leave: (() => void) | null): HTMLFormElement {
    const made = make("form", "remarking");
    const label = make("label", "", writing.label);
    const words = make("textarea", "");
    words.id = `${key}-words`;
    words.rows = 1;
    words.maxLength = writing.most ?? 8000;
    words.value = writing.text;
    label.append(words);
    const send = make("button", "btn", writing.done);
    send.type = "submit";
    const reach = writing.reaches ? chooser(`${key}-reach`, writing.reaches) : null;
    made.append(label, reach?.parentElement ?? make("span", "open", "Everyone can read this"), ...(leave ? [deed(`${key}-leave`, "Leave it", leave)] : []), send);
    words.addEventListener("keydown", (event) => {
      if (event.key === "Escape") leave?.();
      if (event.key !== "Enter" || event.shiftKey) return;
      event.preventDefault();
      made.requestSubmit();
    });
    made.addEventListener("submit", (event) => {
      event.preventDefault();
      void submit();
    });
    this.#open.set(key, made);
    return made;

    async function submit(): Promise<void> {
      const text = words.value.trim();
      if (!text || !(await writing.send(text, reach?.value))) return;
      words.value = writing.text;
      leave?.();
    }
  }
}

function chooser(id: string, reaches: Reach[]): HTMLSelectElement {
  const made = make("select", "");
  made.id = id;
  made.append(...reaches.map((one) => new Option(one.says, one.word)));
  const label = make("label", "reach", "Who can read this");
  label.append(made);
  return made;
}
