import { settingsEn } from "./settings.en";

/** The catalogue of the pages on which Kith is set up. Another language is another file of this shape. */
export type SettingsWords = typeof settingsEn;

export const settingsWords: SettingsWords = settingsEn;
