import { publicEn } from "./public.en";

/** The catalogue of what everybody can read. Another language is another file of this shape. */
export type PublicWords = typeof publicEn;

export const publicWords: PublicWords = publicEn;
