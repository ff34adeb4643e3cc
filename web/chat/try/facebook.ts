import { make, when } from "./draw";
import { all, face, list, type Remark } from "./remarks";
import { squareOf, teller } from "./square";

// The Facebook page of Marula Mutual as a visitor sees it: posts are the page's own, and there is one level of answers below a comment.

export const facebook = squareOf({
  id: "facebook",
  badge: "The page",
  canEdit: true,
  steps: "facebook",
  answerTo: (one, posts) => (posts.flatMap((post) => post.below).find((top) => top.below.some((below) => below.id === one.id)) ?? one).id,
  story(post, square, deeds) {
    const made = make("article", "story");
    made.id = `post-${post.id}`;
    made.setAttribute("aria-labelledby", `post-${post.id}-title`);
    const facts = make("p", "facts", `${post.likes} people like this`);
    facts.append(make("span", "", counted(post)));
    made.append(
      teller(post, face(post.name, true), when(post.at)),
      make("p", "telling", post.text),
      facts,
      list("comments", "Comments", post.below, deeds),
      square.stand(post.id, { label: "Write a comment", done: "Comment", text: "", send: square.say({ post: post.id }) }),
    );
    return made;
  },
});

function counted(post: Remark): string {
  const count = all(post.below).length;
  return count === 1 ? "1 comment" : `${count} comments`;
}
