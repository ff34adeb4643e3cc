import { Fragment } from "react";
import styles from "./bubble.module.css";

const link = /\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g;

/** Plain words; only http links become links, and they say nothing about us to where they lead. */
export function MessageText({ text }: { text: string | null }) {
  if (!text) return null;
  const parts: { words: string; url?: string }[] = [];
  let from = 0;
  for (const found of text.matchAll(link)) {
    parts.push({ words: text.slice(from, found.index) }, { words: found[0], url: found[0] });
    from = found.index + found[0].length;
  }
  parts.push({ words: text.slice(from) });
  return (
    <p className={styles.text}>
      {parts.map((part, index) => part.url
        ? <a key={index} href={part.url} target="_blank" rel="noopener noreferrer nofollow">{part.words}</a>
        : <Fragment key={index}>{part.words}</Fragment>)}
    </p>
  );
}
