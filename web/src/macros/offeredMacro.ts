import { useEffect } from "react";

type Take = (macro: string) => void;

let offered: Take | null = null;

/** While a case is open macros can be taken on it from anywhere: whoever asks is given its way to do so. */
export function useMacroOffer(take: Take) {
  useEffect(() => {
    offered = take;
    return () => { if (offered === take) offered = null; };
  });
}

export const offeredMacro = (): Take | null => offered;
