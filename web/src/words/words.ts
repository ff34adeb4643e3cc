import { en } from "./en";

/** One catalogue for every word on the screen. Another language is another file of this shape. */
export type Words = typeof en;

export const words: Words = en;
