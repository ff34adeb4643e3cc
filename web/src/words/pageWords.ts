import { pageEn } from "./page.en";

/** The catalogue of a person's own page. Another language is another file of this shape. */
export type PageWords = typeof pageEn;

export const pageWords: PageWords = pageEn;
