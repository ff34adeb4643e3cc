import { retentionEn } from "./retention.en";

/** The catalogue of how long what is kept. Another language is another file of this shape. */
export type RetentionWords = typeof retentionEn;

export const retentionWords: RetentionWords = retentionEn;
