import type { Author } from "../api/types";
import { Avatar } from "../ui/Avatar";

/** The picture of the teammate who wrote; who shows none has the first name alone. */
export function Face({ author }: { author: Author }) {
  return author.pictureUrl && <Avatar name={author.name} seed={author.id ?? author.name} picture={author.pictureUrl} size={16} />;
}
