import { pageOf } from "./page";

// The photos of Marula Mutual on Instagram, where people go by their user names and nothing is edited.

export const instagram = pageOf({ id: "instagram", badge: "The account", canEdit: false, steps: "instagram", liked: (likes) => `${likes} likes` });
