import type { AttachmentRef } from "../api/types";
import { albumWords } from "../words/albumWords";
import styles from "./album.module.css";

const mostInSight = 9;

/** Several pictures at a glance, each a press away. */
export function Album({ pictures }: { pictures: AttachmentRef[] }) {
  const shown = pictures.slice(0, mostInSight);
  const more = pictures.length - shown.length;
  return (
    <ul className={styles.album} data-count={shown.length} data-rest={shown.length > 4 ? shown.length % 3 : undefined} aria-label={albumWords.pictures(pictures.length)}>
      {shown.map((file, at) => (
        <li key={`${at} ${file.hash}`}>
          <a href={`${file.url}?inline=1`} target="_blank" rel="noopener noreferrer">
            <img src={`${file.url}?inline=1`} alt={albumWords.picture(at + 1, pictures.length, file.name)} loading="lazy" decoding="async" />
            {more > 0 && at === shown.length - 1 && <span className={styles.more}>{albumWords.more(more)}</span>}
          </a>
        </li>
      ))}
    </ul>
  );
}
