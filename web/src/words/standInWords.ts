import { standInEn } from "./standIn.en";

/** The catalogue of standing in. Another language is another file of this shape. */
export const standInWords: typeof standInEn = standInEn;
