import { recordEn } from "./record.en";

/** The catalogue of the record. Another language is another file of this shape. */
export type RecordWords = typeof recordEn;

export const recordWords: RecordWords = recordEn;
