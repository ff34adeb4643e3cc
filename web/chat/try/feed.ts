import { make, when } from "./draw";
import { type Reach } from "./forms";
import { acts, face, list, notes } from "./remarks";
import { type Shown, squareOf, teller } from "./square";

// A platform of short posts: everybody begins threads, and what names Marula Mutual is heard there.

type Feed = { id: string; handle: string; canEdit: boolean; letters: number; steps: string; hint: string; reaches?: Reach[] };

export function feedOf(feed: Feed): Shown {
  return squareOf({
    id: feed.id,
    badge: "",
    canEdit: feed.canEdit,
    steps: feed.steps,
    answerTo: (one) => one.id,
    head(square) {
      const made = make("section", "story posting");
      made.setAttribute("aria-label", "Write a post");
      // More letters than may stand there: who passes the limit is told so, and nothing is cut off.
      made.append(square.stand("new", { label: "What is happening?", done: "Post", text: `${feed.handle} `, most: feed.letters * 4, reaches: feed.reaches, send: square.say({}) }), make("p", "hint", feed.hint));
      return made;
    },
    story(post, _, deeds) {
      const made = make("article", "story");
      made.id = `post-${post.id}`;
      made.setAttribute("aria-labelledby", `post-${post.id}-title`);
      if (post.hidden && !post.mine) {
        made.append(make("p", "gone", `${deeds.ours} has hidden this.`));
        made.removeAttribute("aria-labelledby");
        return made;
      }
      const edit = deeds.forms.find(`edit-${post.id}`);
      const answer = deeds.forms.find(`below-${post.id}`);
      made.append(teller(post, face(post.name, post.ours), [post.handle, when(post.at), feed.reaches?.find((one) => one.word === post.reach)?.short].filter(Boolean).join(" · ")), edit ?? make("p", "telling", post.text), acts(post, deeds, true), ...notes(post, deeds));
      if (post.below.length > 0 || answer) made.append(list("comments", `Answers to ${post.name}`, post.below, deeds, answer));
      return made;
    },
  });
}
