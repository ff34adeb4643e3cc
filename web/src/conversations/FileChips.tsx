import { Paperclip, X } from "lucide-react";
import { sizeWords } from "../ui/sizes";
import { words } from "../words/words";
import styles from "./composer.module.css";
import type { useAttachments } from "./useAttachments";

export function FileChips({ attachments }: { attachments: ReturnType<typeof useAttachments> }) {
  if (attachments.files.length + attachments.going.length === 0) return null;
  return (
    <ul className={styles.files}>
      {attachments.files.map((file) => (
        <li key={file.hash} className={styles.fileChip}>
          <Paperclip aria-hidden /><span>{file.document ? words.composer.documentOf(file.document.name, file.document.version) : file.name}</span><em>{sizeWords(file.size)}</em>
          <button type="button" aria-label={words.composer.removeFile(file.name)} onClick={() => attachments.remove(file.hash)}><X aria-hidden /></button>
        </li>
      ))}
      {attachments.going.map((name) => <li key={name} className={styles.fileChip} aria-busy><span>{name}</span><em>{words.composer.uploading}</em></li>)}
    </ul>
  );
}
