import { feedOf } from "./feed";

// Mastodon with Marula Mutual on it. It calls nobody: Kith asks every two seconds who has mentioned us, and how far it was said comes along.

export const mastodon = feedOf({
  id: "mastodon", handle: "@care@marula.example", canEdit: true, letters: 500, steps: "mastodon",
  hint: "Marula Mutual hears what names @care@marula.example or answers it. What you say to few is answered to you alone.",
  reaches: [
    { word: "public", says: "Everyone", short: "Public" },
    { word: "unlisted", says: "Everyone, quietly", short: "Quiet public" },
    { word: "private", says: "My followers", short: "Followers" },
    { word: "direct", says: "Only who is named", short: "Private mention" },
  ],
});
