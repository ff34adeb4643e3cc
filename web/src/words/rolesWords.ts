import { rolesEn } from "./roles.en";

/** The catalogue of roles. Another language is another file of this shape. */
export type RolesWords = typeof rolesEn;

export const rolesWords: RolesWords = rolesEn;
