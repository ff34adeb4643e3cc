import { make, when } from "./draw";
import { type Forms } from "./forms";

// How a remark and what answers it are drawn, the same on every platform where people speak in public.

export type Remark = {
  id: string; mine: boolean; ours: boolean; name: string; handle: string | null; text: string; to: string | null; at: string;
  edited: boolean; hidden: boolean; likedByUs: boolean; likes: number; liked: boolean; below: Remark[];
  photo: { url: string; says: string } | null; reach: string | null;
};

/** What somebody can do with a remark there. */
export type Deeds = {
  ours: string;
  badge: string;
  canEdit: boolean;
  forms: Forms;
  like: (one: Remark) => void;
  answer: (one: Remark) => void;
  edit: (one: Remark) => void;
  remove: (one: Remark) => void;
};

export const all = (remarks: Remark[]): Remark[] => remarks.flatMap((one) => [one, ...all(one.below)]);

export function list(name: string, label: string, remarks: Remark[], deeds: Deeds, last?: HTMLElement | undefined): HTMLElement {
  const made = make("ul", name);
  made.setAttribute("aria-label", label);
  made.append(...remarks.map((one) => line(one, deeds)));
  if (last) {
    const item = make("li", "");
    item.append(last);
    made.append(item);
  }
  return made;
}

function line(one: Remark, deeds: Deeds): HTMLElement {
  const item = make("li", "");
  if (one.hidden && !one.mine) {
    item.append(make("p", "gone", `${deeds.ours} has hidden this.`));
    return item;
  }
  const row = make("div", "comment");
  const body = make("div", "");
  const edit = deeds.forms.find(`edit-${one.id}`);
  body.append(edit ?? bubble(one, deeds), ...(edit ? [] : [acts(one, deeds)]), ...notes(one, deeds));
  row.append(face(one.name, one.ours), body);
  item.append(row);
  const answer = deeds.forms.find(`below-${one.id}`);
  if (one.below.length > 0 || answer) item.append(list("below", `Answers to ${one.name}`, one.below, deeds, answer));
  return item;
}

function bubble(one: Remark, deeds: Deeds): HTMLElement {
  const made = make("div", one.ours ? "remark ours" : "remark");
  const who = make("b", "", one.name);
  if (one.ours && deeds.badge) who.append(make("small", "", deeds.badge));
  if (one.handle) who.append(make("span", "handle", one.handle));
  made.append(who, ...(one.to ? [make("small", "to", `to ${one.to}`)] : []), make("p", "", one.text));
  return made;
}

export function notes(one: Remark, deeds: Deeds): HTMLElement[] {
  return one.hidden ? [make("p", "gone", `${deeds.ours} has hidden this. Only you and your friends see it.`)] : [];
}

/** What can be done with it; the head of a post says by itself when it was said. */
export function acts(one: Remark, deeds: Deeds, isHeaded = false): HTMLElement {
  const made = make("p", "deeds");
  if (!isHeaded) made.append(make("time", "", when(one.at)));
  if (one.edited) made.append(make("span", "", "edited"));
  const like = deed(`like-${one.id}`, one.liked ? "Liked" : "Like", () => deeds.like(one));
  like.setAttribute("aria-pressed", String(one.liked));
  made.append(like, deed(`answer-${one.id}`, "Answer", () => deeds.answer(one)));
  if (one.mine && deeds.canEdit) made.append(deed(`edit-${one.id}-open`, "Edit", () => deeds.edit(one)));
  if (one.mine) made.append(deed(`remove-${one.id}`, "Delete", () => deeds.remove(one)));
  if (one.likes > 0) made.append(make("span", "likes", likes(one, deeds.ours)));
  return made;
}

function likes(one: Remark, ours: string): string {
  const others = one.likes - (one.likedByUs ? 1 : 0);
  if (!one.likedByUs) return others === 1 ? "1 like" : `${others} likes`;
  return others === 0 ? `Liked by ${ours}` : `Liked by ${ours} and ${others} more`;
}

export function deed(id: string, word: string, press: () => void): HTMLButtonElement {
  const made = make("button", "", word);
  made.type = "button";
  made.id = id;
  made.addEventListener("click", press);
  return made;
}

export function face(name: string, isOurs: boolean): HTMLElement {
  const made = make("span", isOurs ? "face ours" : "face", name.split(" ").map((word) => word[0]).slice(0, 2).join("").toUpperCase());
  made.setAttribute("aria-hidden", "true");
  return made;
}
