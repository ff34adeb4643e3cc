import { signInEn } from "./signIn.en";

/** The catalogue of signing in to a mailbox. Another language is another file of this shape. */
export type SignInWords = typeof signInEn;

export const signInWords: SignInWords = signInEn;
