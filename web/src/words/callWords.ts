import { callsEn } from "./calls.en";

/** The catalogue of the telephone. Another language is another file of this shape. */
export type CallWords = typeof callsEn;

export const callWords: CallWords = callsEn;
