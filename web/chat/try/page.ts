import { make, when } from "./draw";
import { all, face, list, type Remark } from "./remarks";
import { type Shown, squareOf, teller } from "./square";

// A platform where posts are the company's own, and visitors speak below them: there is one level of answers below a comment.

type Page = { id: string; badge: string; canEdit: boolean; steps: string; liked: (likes: number) => string };

export function pageOf(page: Page): Shown {
  return squareOf({
    id: page.id,
    badge: page.badge,
    canEdit: page.canEdit,
    steps: page.steps,
    answerTo: (one, posts) => (posts.flatMap((post) => post.below).find((top) => top.below.some((below) => below.id === one.id)) ?? one).id,
    story(post, square, deeds) {
      const made = make("article", "story");
      made.id = `post-${post.id}`;
      made.setAttribute("aria-labelledby", `post-${post.id}-title`);
      const facts = make("p", "facts", page.liked(post.likes));
      facts.append(make("span", "", counted(post)));
      made.append(
        teller(post, face(post.name, true), when(post.at)),
        ...(post.photo ? [photo(post.photo)] : []),
        make("p", "telling", post.text),
        facts,
        list("comments", "Comments", post.below, deeds),
        square.stand(post.id, { label: "Write a comment", done: "Comment", text: "", send: square.say({ post: post.id }) }),
      );
      return made;
    },
  });
}

function photo(shown: NonNullable<Remark["photo"]>): HTMLImageElement {
  const made = make("img", "photo");
  made.src = shown.url;
  made.alt = shown.says;
  return made;
}

function counted(post: Remark): string {
  const count = all(post.below).length;
  return count === 1 ? "1 comment" : `${count} comments`;
}
