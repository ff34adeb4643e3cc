import { useState } from "react";
import type { AttachmentRef } from "../api/types";
import { lazily } from "../ui/lazily";
import { sizeWords } from "../ui/sizes";
import { words } from "../words/words";
import styles from "./bubble.module.css";

const PdfDialog = lazily(() => import("./PdfDialog").then((part) => part.PdfDialog));
const VoicePlayer = lazily(() => import("./VoicePlayer").then((part) => part.VoicePlayer), <div className={styles.sound} />);
export const shownAsPicture = new Set(["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"]);

export function AttachmentCard({ file }: { file: AttachmentRef }) {
  const [open, setOpen] = useState(false);
  if (shownAsPicture.has(file.type))
    return <a href={`${file.url}?inline=1`} target="_blank" rel="noopener noreferrer"><img className={styles.image} src={`${file.url}?inline=1`} alt={file.name} loading="lazy" decoding="async" /></a>;
  if (file.type.startsWith("audio/")) return <VoicePlayer url={file.url} name={file.name} />;
  if (file.type !== "application/pdf")
    return <a className={styles.file} href={file.url} target="_blank" rel="noopener noreferrer" download={file.name}><About file={file} /></a>;
  return (
    <>
      <button type="button" className={styles.file} aria-haspopup="dialog" onClick={() => setOpen(true)}><About file={file} /></button>
      {open && <PdfDialog file={file} onClose={() => setOpen(false)} />}
    </>
  );
}

function About({ file }: { file: AttachmentRef }) {
  const kind = kindOf(file);
  return (
    <>
      <span className={styles.type} data-kind={kind} aria-hidden>{kind}</span>
      <span>
        <span className={styles.fileName}>{file.document ? words.composer.documentOf(file.document.name, file.document.version) : file.name}</span>
        <span className={styles.fileAbout}>{words.conversation.file(kind, sizeWords(file.size))}</span>
      </span>
    </>
  );
}

function kindOf(file: AttachmentRef): string {
  if (!file.name.includes(".") && file.type === "text/plain") return "TXT";
  const ending = /\.([a-z0-9]{1,4})$/i.exec(file.name)?.[1];
  return (ending ?? file.type.split("/")[1] ?? "file").slice(0, 4).toUpperCase();
}
