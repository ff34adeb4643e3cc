import { Link } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { useEffect, useState } from "react";
import type { Hit } from "../api/types";
import { ChannelMark } from "../connections/ChannelMark";
import { PersonChip } from "../people/PersonChip";
import { Avatar } from "../ui/Avatar";
import { Button } from "../ui/Button";
import { Empty, Failed } from "../ui/Empty";
import { TextInput } from "../ui/fields";
import { PageTitle } from "../ui/PageTitle";
import { problemWords } from "../ui/problemWords";
import { SkeletonRows } from "../ui/Skeleton";
import { fullTime, shortTime } from "../ui/times";
import { useDebounced } from "../ui/useDebounced";
import { words } from "../words/words";
import { Highlighted } from "./Highlighted";
import styles from "./search.module.css";
import { useSearchAnswer } from "./useSearch";

const w = words.search;

export function SearchPage({ query, onQuery }: { query: string; onQuery: (query: string) => void }) {
  const [text, setText] = useState(query);
  const settled = useDebounced(text.trim(), 250);
  useEffect(() => { if (settled !== query) onQuery(settled); }, [settled]);
  useEffect(() => { if (query !== text.trim()) setText(query); }, [query]);
  const answer = useSearchAnswer(query);
  const people = answer.data?.pages[0]?.people ?? [];
  const hits = answer.data?.pages.flatMap((page) => page.items) ?? [];

  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <div className={styles.inner}>
        <PageTitle>{w.title}</PageTitle>
        <TextInput size="md" aria-label={w.title} placeholder={w.placeholder} leftSection={<Search size={17} />} value={text} onChange={(event) => setText(event.currentTarget.value)} autoFocus type="search" />
        <p role="status" className="unseen">{answer.isSuccess && query.length > 1 ? w.count(hits.length) : ""}</p>
        {query.length < 2 ? <Empty icon={<Search />} title={w.empty.title}>{w.empty.words}</Empty>
          : answer.isPending ? <SkeletonRows label={words.loading} />
          : answer.isError ? <Failed title={words.failedTitle} words={problemWords(answer.error)} again={words.again} onAgain={() => void answer.refetch()} />
          : people.length + hits.length === 0 ? <Empty title={w.none.title}>{w.none.words}</Empty>
          : <>
              {people.length > 0 && (
                <section>
                  <h2 className={styles.title}>{w.people}</h2>
                  <ul className={styles.people}>{people.map((person) => <li key={person.id}><Link className={styles.person} to="/people/$personId" params={{ personId: person.id }}><PersonChip person={person} size={32} /></Link></li>)}</ul>
                </section>
              )}
              {hits.length > 0 && (
                <section>
                  <h2 className={styles.title}>{w.messages}</h2>
                  <ul className={styles.hits}>{hits.map((hit) => <li key={hit.moment.id}><HitView hit={hit} /></li>)}</ul>
                </section>
              )}
              {answer.hasNextPage && <Button busy={answer.isFetchingNextPage} onClick={() => void answer.fetchNextPage()}>{w.more}</Button>}
            </>}
      </div>
    </main>
  );
}

function HitView({ hit }: { hit: Hit }) {
  const { moment } = hit;
  const name = hit.personName ?? words.someone;
  return (
    <Link className={styles.hit} to="/people/$personId" params={{ personId: moment.personId }} search={{ moment: moment.id, ...(moment.caseNumber ? { case: moment.caseNumber } : {}) }}>
      <Avatar name={name} seed={moment.personId} size={32} />
      <span className={styles.words}>
        <span className={styles.head}><b>{name}</b><time dateTime={moment.at} title={fullTime(moment.at)}>{shortTime(moment.at)}</time></span>
        <span className={styles.snippet} dir="auto"><Highlighted text={hit.snippet} highlights={hit.highlights} /></span>
        <span className={styles.about}>
          {moment.kind === "note" ? words.conversation.note : <ChannelMark channel={moment.channel} isPublic={moment.visibility === "public"} />}
          {moment.direction === "out" && <span>· {moment.author.name}</span>}
        </span>
      </span>
    </Link>
  );
}
