import { find, make } from "./draw";
import { Forms, type Writing } from "./forms";
import { began, done } from "./guide";
import { type Line, messengerOf } from "./messenger";
import { all, type Deeds, type Remark } from "./remarks";
import { showTab } from "./tabs";
import { isNamed, me, onRename, read, suggest, tell } from "./visitor";

// A platform where people speak in public, in its tab of the browser: what stands there is asked for each second, and all of it goes through Kith's real
// doors. What is drawn, and how, is said by each of them.

export const us = "Marula Mutual";

export type Place = {
  /** Its panel, and its doors below /try. */
  id: string;
  badge: string;
  canEdit: boolean;
  /** The words of an answer: to which remark it goes, and what stands there before somebody writes. */
  answerTo: (one: Remark, posts: Remark[]) => string;
  /** What stands above all posts. */
  head?: (square: Square) => HTMLElement;
  story: (post: Remark, square: Square, deeds: Deeds) => HTMLElement;
  /** Told what is new, for the guide. */
  steps: string;
};

export type Square = { say: (said: object) => (text: string, reach?: string) => Promise<boolean>; stand: (key: string, writing: Writing) => HTMLFormElement };

export type Shown = { watch: () => void; showPost: (id: string) => Promise<void>; fill: (key: string, text: string) => void };

export function squareOf(place: Place): Shown {
  const panel = find(place.id);
  const feed = find(`${place.id}-feed`);
  const trouble = find(`${place.id}-trouble`);
  const news = find(`${place.id}-news`);
  const said = find(`${place.id}-said`);
  const seen = new Set<string>();
  const forms = new Forms(draw);
  const messenger = messengerOf(place.id, look);
  let posts: Remark[] = [];
  let drawn = "";

  const square: Square = {
    say: (what) => async (text, reach) => {
      if (!isNamed() || !(await taken(tell(place.id, "POST", "comments", { ...what, text, reach })))) return false;
      if (reach === "direct") messenger.open();
      return true;
    },
    stand: (key, writing) => forms.stand(`${place.id}-${key}`, writing),
  };
  const deeds: Deeds = {
    ours: us,
    badge: place.badge,
    canEdit: place.canEdit,
    forms,
    like: (one) => act(one.liked ? "DELETE" : "PUT", `comments/${one.id}/like`),
    answer: (one) => {
      const above = place.answerTo(one, posts);
      forms.open(`below-${above}`, { label: `Answer ${one.name}`, done: "Answer", text: "", send: square.say({ below: above }) });
    },
    edit: (one) => forms.open(`edit-${one.id}`, { label: "Your words", done: "Save", text: one.text, send: async (text) => isNamed() && taken(tell(place.id, "PUT", `comments/${one.id}`, { text })) }),
    remove: (one) => act("DELETE", `comments/${one.id}`),
  };

  async function look(): Promise<void> {
    const whose = me();
    const answer = await read(place.id);
    if (!answer?.ok || whose !== me()) return;
    const now = (await answer.json()) as { posts: Remark[]; talk: Line[] };
    posts = now.posts;
    messenger.show(whose, now.talk);
    tellNews(now.talk);
    tick(place.steps, posts, now.talk);
    const print = whose + JSON.stringify(posts);
    if (print === drawn) return;
    drawn = print;
    draw();
  }

  /** Draws anew and leaves alone what somebody is just writing. */
  function draw(): void {
    const at = document.activeElement?.id;
    const top = feed.scrollTop;
    feed.replaceChildren(...(place.head ? [place.head(square)] : []), ...posts.map((post) => place.story(post, square, deeds)));
    feed.scrollTop = top;
    if (at && feed.querySelector(`#${CSS.escape(at)}`)) find(at).focus({ preventScroll: true });
  }

  function tellNews(talk: Line[]): void {
    const ours = [...all(posts).filter((one) => one.ours), ...talk.filter((one) => !one.mine)];
    const fresh = ours.filter((one) => Date.parse(one.at) > began && !seen.has(one.id));
    if (!panel.hidden) {
      for (const one of fresh) seen.add(one.id);
      if (fresh.length > 0 && drawn !== "") said.textContent = `${us}: ${fresh.map((one) => one.text).join(" ")}`;
    }
    const count = panel.hidden ? fresh.length : 0;
    news.hidden = count === 0;
    news.textContent = count > 0 ? String(count) : "";
    news.setAttribute("aria-label", `${count} new`);
  }

  function act(method: "PUT" | "DELETE", path: string): void {
    if (isNamed()) void taken(tell(place.id, method, path));
  }

  async function taken(telling: Promise<string | null>): Promise<boolean> {
    const wrong = await telling;
    trouble.textContent = wrong ?? "";
    await look();
    return wrong === null;
  }

  find(`tab-${place.id}`).addEventListener("click", () => void look());
  return {
    watch() {
      onRename(() => void look());
      void look();
      setInterval(() => void look(), 1000);
    },
    async showPost(id) {
      showTab(place.id);
      await look();
      find(`post-${id}`)?.scrollIntoView({ block: "start" });
    },
    fill(key, text) {
      showTab(place.id);
      suggest("Thabo Maseko");
      const words = find<HTMLTextAreaElement>(`${place.id}-${key}-words`);
      words.value = text;
      words.focus();
      words.scrollIntoView({ block: "nearest" });
    },
  };
}

/** What of a scene has happened: said, answered in public, on in private, told there, and the public word after that; or on in the same thread. */
function tick(name: string, posts: Remark[], talk: Line[]): void {
  const later = (one: { at: string }) => Date.parse(one.at) > began;
  const after = (one: { at: string }, other: { at: string } | undefined) => other !== undefined && Date.parse(one.at) > Date.parse(other.at);
  const spoken = posts.map((post) => all([post])).filter((thread) => thread.some((one) => one.mine && later(one))).flat();
  const first = spoken.filter((one) => one.mine && later(one)).sort((one, other) => Date.parse(one.at) - Date.parse(other.at))[0];
  const answers = spoken.filter((one) => one.ours && after(one, first)).sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  const on = spoken.find((one) => one.mine && after(one, answers[0]));
  const alone = talk.find((one) => !one.mine && later(one) && after(one, first));
  done(`${name}-said`, first !== undefined);
  done(`${name}-answered`, answers.length > 0);
  done(`${name}-on`, on !== undefined);
  done(`${name}-liked`, on !== undefined || answers.some((one) => one.liked));
  done(`${name}-again`, answers.some((one) => after(one, on)));
  done(`${name}-private`, alone !== undefined);
  done(`${name}-told`, talk.some((one) => one.mine && after(one, alone)));
  done(`${name}-word`, answers.some((one) => after(one, alone)));
}

/** Who said it, when, and from which account. */
export function teller(one: Remark, face: HTMLElement, note: string): HTMLElement {
  const head = make("header", "teller");
  const who = make("div", "");
  const title = make("h3", "", one.name);
  title.id = `post-${one.id}-title`;
  who.append(title, make("small", "", note));
  head.append(face, who);
  return head;
}
