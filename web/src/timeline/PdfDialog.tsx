import { Download, ExternalLink } from "lucide-react";
import type { AttachmentRef } from "../api/types";
import { Dialog } from "../ui/Dialog";
import { mailWords } from "../words/mailWords";
import styles from "./mail.module.css";

const w = mailWords.read;

/** A document in the browser's own viewer; where that has none, it opens or is saved. */
export function PdfDialog({ file, onClose }: { file: AttachmentRef; onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title={file.name} width={980} acts={<>
      <a className={styles.save} href={`${file.url}?inline=1`} target="_blank" rel="noopener noreferrer"><ExternalLink aria-hidden />{w.openFile}</a>
      <a className={styles.save} href={file.url} download={file.name}><Download aria-hidden />{w.save}</a>
    </>}>
      <iframe className={styles.pdf} title={w.preview(file.name)} src={`${file.url}?inline=1`} />
    </Dialog>
  );
}
