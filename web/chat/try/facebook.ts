import { pageOf } from "./page";

// The Facebook page of Marula Mutual as a visitor sees it.

export const facebook = pageOf({ id: "facebook", badge: "The page", canEdit: true, steps: "facebook", liked: (likes) => `${likes} people like this` });
