import type { KeptDocument, SavedAnswer } from "../api/types";
import { findDocuments } from "../documents/useDocuments";
import type { Choice } from "../ui/Completion";
import { words } from "../words/words";
import { findAnswers } from "./useAnswers";

/** What "/pol" may mean: words we saved, and documents we send. */
export function slashChoices(answers: SavedAnswer[], documents: KeptDocument[], needle: string): Choice[] {
  return [
    ...findAnswers(answers, needle).map((answer) => ({ id: answer.id, label: answer.title, about: answer.text })),
    ...findDocuments(documents, needle).map((one) => ({ id: one.id, label: one.name, about: words.composer.document(one.file.name) })),
  ];
}
