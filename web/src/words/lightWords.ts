import { lightEn } from "./light.en";

/** The catalogue of work made light. Another language is another file of this shape. */
export type LightWords = typeof lightEn;

export const lightWords: LightWords = lightEn;
