import { feedOf } from "./feed";

// Bluesky with Marula Mutual on it. It calls nobody: Kith asks every two seconds what is new.

export const bluesky = feedOf({
  id: "bluesky", handle: "@marulamutual.example", canEdit: false, letters: 300, steps: "bluesky",
  hint: "Marula Mutual hears what names @marulamutual.example or stands in a thread of theirs. Nothing is edited here.",
});
