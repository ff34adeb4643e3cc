import { insightsEn } from "./insights.en";

/** The catalogue of figures. Another language is another file of this shape. */
export type InsightWords = typeof insightsEn;

export const insightWords: InsightWords = insightsEn;
