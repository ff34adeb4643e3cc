import { filterEn } from "./filter.en";

/** The catalogue of what a list shows. Another language is another file of this shape. */
export type FilterWords = typeof filterEn;

export const filterWords: FilterWords = filterEn;
