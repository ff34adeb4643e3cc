import { asksEn } from "./asks.en";

/** The catalogue of questions between departments. Another language is another file of this shape. */
export type AskWords = typeof asksEn;

export const askWords: AskWords = asksEn;
