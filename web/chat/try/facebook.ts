import { find, make, when } from "./draw";
import { began } from "./guide";
import { type Line, showTalk, watchMessenger } from "./messenger";
import { showTab } from "./tabs";
import { isNamed, me, onRename, read, tell } from "./visitor";

// A Facebook page of Marula Mutual as a visitor sees it: what stands below its posts is public, and all of it goes through Kith's real hook.

type Comment = { id: string; mine: boolean; page: boolean; name: string; text: string; at: string; edited: boolean; hidden: boolean; likedByPage: boolean; likes: number; liked: boolean; below: Comment[] };
type Post = { id: string; number: number; text: string; at: string; likes: number; comments: Comment[] };
type Writing = { label: string; done: string; text: string; send: (text: string) => Promise<string | null> };

const page = "Marula Mutual";
const panel = find("facebook");
const feed = find("feed");
const trouble = find("page-trouble");
const news = find("page-news");
const said = find("page-said");
const forms = new Map<string, HTMLFormElement>();
const seen = new Set<string>();
let posts: Post[] = [];
let drawn = "";

export function watchFacebook(): void {
  watchMessenger(look);
  onRename(() => void look());
  void look();
  setInterval(() => void look(), 1000);
}

/** The page with this post in sight. */
export async function showPost(number: string): Promise<void> {
  showTab("facebook");
  await look();
  document.getElementById(`post-${number}`)?.scrollIntoView({ block: "start" });
}

async function look(): Promise<void> {
  const whose = me();
  const answer = await read();
  if (!answer?.ok || whose !== me()) return;
  const now = (await answer.json()) as { posts: Post[]; talk: Line[] };
  posts = now.posts;
  showTalk(whose, now.talk);
  tellNews(now.talk);
  const print = whose + JSON.stringify(posts);
  if (print === drawn) return;
  drawn = print;
  draw();
}

/** Draws anew and leaves alone what somebody is just writing. */
function draw(): void {
  const at = document.activeElement?.id;
  const top = feed.scrollTop;
  feed.replaceChildren(...posts.map(shown));
  feed.scrollTop = top;
  if (at && feed.querySelector(`#${CSS.escape(at)}`)) find(at).focus({ preventScroll: true });
}

function tellNews(talk: Line[]): void {
  const ours = [...posts.flatMap((post) => post.comments.flatMap((one) => one.below)).filter((one) => one.page), ...talk.filter((one) => !one.mine)];
  const fresh = ours.filter((one) => Date.parse(one.at) > began && !seen.has(one.id));
  if (!panel.hidden) {
    for (const one of fresh) seen.add(one.id);
    if (fresh.length > 0 && drawn !== "") said.textContent = `${page}: ${fresh.map((one) => one.text).join(" ")}`;
  }
  const count = panel.hidden ? fresh.length : 0;
  news.hidden = count === 0;
  news.textContent = count > 0 ? String(count) : "";
  news.setAttribute("aria-label", `${count} new`);
}

function shown(post: Post): HTMLElement {
  const made = make("article", "story");
  made.id = `post-${post.number}`;
  const head = make("header", "teller");
  const who = make("div", "");
  const title = make("h3", "", page);
  title.id = `post-${post.number}-title`;
  made.setAttribute("aria-labelledby", title.id);
  who.append(title, make("small", "", when(post.at)));
  head.append(face(page, true), who);
  const count = post.comments.reduce((sum, one) => sum + 1 + one.below.length, 0);
  const facts = make("p", "facts", `${post.likes} people like this`);
  facts.append(make("span", "", count === 1 ? "1 comment" : `${count} comments`));
  const list = make("ul", "comments");
  list.setAttribute("aria-label", "Comments");
  list.append(...post.comments.map((one) => line(one, post)));
  made.append(head, make("p", "telling", post.text), facts, list, comment(post));
  return made;
}

function comment(post: Post): HTMLFormElement {
  return form(`post-${post.number}-new`, { label: "Write a comment", done: "Comment", text: "", send: (text) => tell("POST", "comments", { post: post.id, text }) });
}

function line(one: Comment, post: Post): HTMLElement {
  const item = make("li", "");
  if (one.hidden && !one.mine) {
    item.append(make("p", "gone", `${page} has hidden a comment.`));
    return item;
  }
  const row = make("div", "comment");
  const body = make("div", "");
  const edit = forms.get(`edit-${one.id}`);
  body.append(edit ?? bubble(one), ...(edit ? [] : [acts(one, post)]));
  if (one.hidden) body.append(make("p", "gone", `${page} has hidden this. Only you and your friends see it.`));
  row.append(face(one.name, one.page), body);
  item.append(row);
  const answer = forms.get(`below-${one.id}`);
  if (one.below.length > 0 || answer) {
    const list = make("ul", "below");
    list.setAttribute("aria-label", `Answers to ${one.name}`);
    list.append(...one.below.map((below) => line(below, post)));
    if (answer) {
      const last = make("li", "");
      last.append(answer);
      list.append(last);
    }
    item.append(list);
  }
  return item;
}

function bubble(one: Comment): HTMLElement {
  const made = make("div", one.page ? "remark ours" : "remark");
  const who = make("b", "", one.name);
  if (one.page) who.append(make("small", "", "The page"));
  made.append(who, make("p", "", one.text));
  return made;
}

function acts(one: Comment, post: Post): HTMLElement {
  const made = make("p", "deeds");
  made.append(make("time", "", when(one.at)));
  if (one.edited) made.append(make("span", "", "edited"));
  const like = deed(`like-${one.id}`, one.liked ? "Liked" : "Like", () => act(one.liked ? "DELETE" : "PUT", `comments/${one.id}/like`));
  like.setAttribute("aria-pressed", String(one.liked));
  made.append(like, deed(`answer-${one.id}`, "Answer", () => open(`below-${above(one, post)}`, {
    label: `Answer ${one.name}`, done: "Answer", text: "", send: (text) => tell("POST", "comments", { below: above(one, post), text }),
  })));
  if (one.mine)
    made.append(
      deed(`edit-${one.id}-open`, "Edit", () => open(`edit-${one.id}`, { label: "Your comment", done: "Save", text: one.text, send: (text) => tell("PUT", `comments/${one.id}`, { text }) })),
      deed(`remove-${one.id}`, "Delete", () => act("DELETE", `comments/${one.id}`)),
    );
  if (one.likes > 0) made.append(make("span", "likes", likes(one)));
  return made;
}

/** There is one level of answers. */
const above = (one: Comment, post: Post) => (post.comments.find((top) => top.below.some((below) => below.id === one.id)) ?? one).id;

function likes(one: Comment): string {
  const others = one.likes - (one.likedByPage ? 1 : 0);
  if (!one.likedByPage) return others === 1 ? "1 like" : `${others} likes`;
  return others === 0 ? `Liked by ${page}` : `Liked by ${page} and ${others} more`;
}

function deed(id: string, word: string, press: () => void): HTMLButtonElement {
  const made = make("button", "", word);
  made.type = "button";
  made.id = id;
  made.addEventListener("click", press);
  return made;
}

async function act(method: "PUT" | "DELETE", path: string): Promise<void> {
  if (isNamed()) await taken(tell(method, path));
}

async function taken(telling: Promise<string | null>): Promise<boolean> {
  const wrong = await telling;
  trouble.textContent = wrong ?? "";
  await look();
  return wrong === null;
}

function open(key: string, writing: Writing): void {
  form(key, writing);
  draw();
  const words = find<HTMLTextAreaElement>(`${key}-words`);
  words.focus();
  words.scrollIntoView({ block: "nearest" });
}

function close(key: string): void {
  forms.delete(key);
  draw();
}

/** The form stays the same while all around it is drawn anew. */
function form(key: string, writing: Writing): HTMLFormElement {
  const known = forms.get(key);
  if (known) return known;
  const isLasting = key.startsWith("post-");
  const made = make("form", "remarking");
  const label = make("label", "", writing.label);
  const words = make("textarea", "");
  words.id = `${key}-words`;
  words.rows = 1;
  words.maxLength = 8000;
  words.value = writing.text;
  label.append(words);
  const send = make("button", "btn", writing.done);
  send.type = "submit";
  made.append(label, make("span", "open", "Everyone can read this"), send);
  if (!isLasting) made.insertBefore(deed(`${key}-leave`, "Leave it", () => close(key)), send);
  words.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !isLasting) close(key);
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    made.requestSubmit();
  });
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    void submit(key, words, writing);
  });
  forms.set(key, made);
  return made;
}

async function submit(key: string, words: HTMLTextAreaElement, writing: Writing): Promise<void> {
  const text = words.value.trim();
  if (!text || !isNamed() || !(await taken(writing.send(text)))) return;
  words.value = "";
  if (!key.startsWith("post-")) close(key);
}

function face(name: string, isPage: boolean): HTMLElement {
  const made = make("span", isPage ? "face ours" : "face", name.split(" ").map((word) => word[0]).slice(0, 2).join("").toUpperCase());
  made.setAttribute("aria-hidden", "true");
  return made;
}

find("tab-facebook").addEventListener("click", () => void look());
find("to-facebook").addEventListener("click", () => {
  showTab("facebook");
  find("tab-facebook").focus();
});
