import { feedOf } from "./feed";

// X with Marula Mutual on it. What names the company is brought to Kith's real hook, signed; the rest nobody is told.

export const x = feedOf({
  id: "x", handle: "@MarulaMutual", canEdit: true, letters: 280, steps: "x",
  hint: "Marula Mutual hears what names @MarulaMutual, and nothing else.",
});
