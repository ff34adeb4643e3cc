import { afterwardsEn } from "./afterwards.en";

/** The catalogue of asking how it was. Another language is another file of this shape. */
export const afterwardsWords: typeof afterwardsEn = afterwardsEn;
