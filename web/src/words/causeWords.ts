import { causesEn } from "./causes.en";

/** The catalogue of causes. Another language is another file of this shape. */
export type CauseWords = typeof causesEn;

export const causeWords: CauseWords = causesEn;
