import { useRef } from "react";
import { api } from "../api/api";
import type { KeptDocument } from "../api/types";
import { Button } from "../ui/Button";
import { useChange } from "../ui/useChange";
import { documentWords } from "../words/documentWords";
import { takeIn, touchedDocuments } from "./useDocuments";

const w = documentWords.keep;

/** One choice of a file, and it is what is sent from now on. */
export function NewVersion({ document }: { document: KeptDocument }) {
  const input = useRef<HTMLInputElement>(null);
  const add = useChange(async (file: File) => {
    const { hash, name } = await takeIn(file);
    return api.post<KeptDocument>(`/documents/${document.id}/versions`, { body: { file: { hash, name } } });
  }, touchedDocuments, (now) => w.kept(now.name, now.version));
  return (
    <>
      <Button small busy={add.isPending} title={w.newVersionLead(document.version)} onClick={() => input.current?.click()}>{w.newVersion}</Button>
      <input ref={input} type="file" hidden aria-hidden tabIndex={-1} onChange={(event) => { const file = event.currentTarget.files?.[0]; if (file) add.mutate(file); event.currentTarget.value = ""; }} />
    </>
  );
}
