import { mailEn } from "./mail.en";

/** The catalogue of mail. Another language is another file of this shape. */
export type MailWords = typeof mailEn;

export const mailWords: MailWords = mailEn;
