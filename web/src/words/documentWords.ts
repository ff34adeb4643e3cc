import { documentsEn } from "./documents.en";

/** The catalogue of documents. Another language is another file of this shape. */
export type DocumentWords = typeof documentsEn;

export const documentWords: DocumentWords = documentsEn;
