import { foundEn } from "./found.en";

/** The catalogue of where people find us. Another language is another file of this shape. */
export type FoundWords = typeof foundEn;

export const foundWords: FoundWords = foundEn;
