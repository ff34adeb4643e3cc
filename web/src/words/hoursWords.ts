import { hoursEn } from "./hours.en";

/** The catalogue of hours, promises and branches. Another language is another file of this shape. */
export type HoursWords = typeof hoursEn;

export const hoursWords: HoursWords = hoursEn;
