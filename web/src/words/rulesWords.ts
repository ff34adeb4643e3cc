import { rulesEn } from "./rules.en";

/** The catalogue of house rules and approvals. Another language is another file of this shape. */
export type RulesWords = typeof rulesEn;

export const rulesWords: RulesWords = rulesEn;
