import { FileUp } from "lucide-react";
import { useRef, useState, type DragEvent } from "react";
import type { AttachmentRef } from "../api/types";
import { Button } from "../ui/Button";
import { sizeWords } from "../ui/sizes";
import { useChange } from "../ui/useChange";
import { documentWords } from "../words/documentWords";
import styles from "./documents.module.css";
import { takeIn } from "./useDocuments";

const w = documentWords.keep;

/** A file by choosing or by dropping it; it is taken in at once, and judged by its bytes. */
export function FileDrop({ file, onFile }: { file: AttachmentRef | null; onFile: (file: AttachmentRef) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = useChange(takeIn, []);
  const begin = (chosen: File | undefined) => { if (chosen) take.mutate(chosen, { onSuccess: onFile }); };
  const drop = (event: DragEvent) => { event.preventDefault(); setOver(false); begin(event.dataTransfer.files[0]); };
  return (
    <div className={styles.drop} data-over={over || undefined} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop}>
      {file && <span className={styles.taken}><b>{file.name}</b> · {sizeWords(file.size)}</span>}
      <Button icon={<FileUp />} busy={take.isPending} onClick={() => input.current?.click()} data-autofocus={file ? undefined : true}>{take.isPending ? w.taking(take.variables.name) : file ? w.change : w.choose}</Button>
      <input ref={input} type="file" hidden aria-label={w.file} tabIndex={-1} onChange={(event) => { begin(event.currentTarget.files?.[0]); event.currentTarget.value = ""; }} />
    </div>
  );
}
