import { policyEn } from "./policy.en";

/** The catalogue of the policy. Another language is another file of this shape. */
export type PolicyWords = typeof policyEn;

export const policyWords: PolicyWords = policyEn;
