import { templatesEn } from "./templates.en";

/** The catalogue of templates. Another language is another file of this shape. */
export type TemplateWords = typeof templatesEn;

export const templateWords: TemplateWords = templatesEn;
