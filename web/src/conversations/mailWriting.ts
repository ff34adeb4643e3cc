import type { RefObject } from "react";
import type { Draft, NewMessage } from "../api/types";

/** What mail adds to a message, asked for when it is sent; null where something has to be put right first. */
export type Addressing = (draft: Draft, text: string) => Partial<NewMessage> | null;

/** The words with looks, as far as the rest of the composer has to do with them. */
export interface RichBox { focus: () => void; insert: (text: string) => void }

export type Held<T> = RefObject<T | null>;
