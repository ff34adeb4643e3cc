import { automationsEn } from "./automations.en";

/** The catalogue of what is done by itself. Another language is another file of this shape. */
export type AutomationWords = typeof automationsEn;

export const automationWords: AutomationWords = automationsEn;
