import type { ServedGroup, ServedLine, ServedPage, ServedTable } from "../api/types";
import { channelName } from "../connections/ChannelMark";
import { languageName } from "../ui/languages";
import { insightWords as w } from "../words/insightWords";
import styles from "./insights.module.css";
import { Whisker } from "./Whisker";
import { tookWords } from "./useInsights";

/** Waiting, then solving: a sentence for everybody, then a table for each thing that tells people apart. */
export function ServedTables({ page }: { page: ServedPage }) {
  const longest = page.buckets[page.buckets.length - 1]!;
  return (
    <>
      <Part table={page.waiting} words={w.waiting} longest={longest} />
      <Part table={page.solving} words={w.solving} longest={longest} />
      <p className={styles.how}>{w.how}</p>
    </>
  );
}

function Part({ table, words, longest }: { table: ServedTable; words: { title: string; what: string }; longest: number }) {
  const { cases, median, nineOfTen } = table.everybody;
  if (median === null || nineOfTen === null) return null;
  return (
    <section className={styles.part}>
      <h2>{words.title}</h2>
      <p className={styles.saying}>{w.everybody(cases, tookWords(median, longest), tookWords(nineOfTen, longest))}</p>
      <p className={styles.what}>{words.what}</p>
      <div className={styles.groups}>{table.groups.map((group) => <Group key={group.by} group={group} longest={longest} median={median} title={words.title} />)}</div>
    </section>
  );
}

function Group({ group, longest, median, title }: { group: ServedGroup; longest: number; median: number; title: string }) {
  return (
    <div className={styles.scroll} role="region" aria-label={`${title}: ${w.by[group.by]}`} tabIndex={0}>
      <table className={styles.table}>
        <thead><tr><th scope="col">{w.by[group.by]}</th><th scope="col">{w.head.cases}</th><th scope="col">{w.head.median}</th><th scope="col" className={styles.drawn}>{w.head.between}</th><th scope="col">{w.head.nine}</th><th scope="col">{w.head.likeness}</th></tr></thead>
        <tbody>{group.lines.map((line) => <Row key={line.value} by={group.by} line={line} longest={longest} everybody={median} />)}</tbody>
      </table>
    </div>
  );
}

function Row({ by, line, longest, everybody }: { by: ServedGroup["by"]; line: ServedLine; longest: number; everybody: number }) {
  const name = nameOf(by, line);
  const between = line.confidence && w.between(tookWords(line.confidence.from, longest), tookWords(line.confidence.to, longest));
  return (
    <tr>
      <th scope="row" dir="auto">{name}</th>
      <td>{line.cases.toLocaleString()}</td>
      <td>{line.median === null ? "" : tookWords(line.median, longest)}</td>
      <td className={styles.drawn}>{line.confidence && line.median !== null && <Whisker from={line.confidence.from} at={line.median} to={line.confidence.to} everybody={everybody} longest={longest} label={w.drawn(name, tookWords(line.median, longest), between!)} />}</td>
      <td>{line.nineOfTen === null ? "" : tookWords(line.nineOfTen, longest)}</td>
      <td><span className={styles.likeness} data-likeness={line.likeness}>{w.likeness[line.likeness]}</span></td>
    </tr>
  );
}

function nameOf(by: ServedGroup["by"], line: ServedLine): string {
  if (line.name) return line.name;
  if (!line.value) return w.unknown[by];
  return by === "channel" ? channelName(line.value) : by === "language" ? languageName(line.value) : by === "place" ? w.places[line.value] ?? line.value : line.value;
}
