import { Link } from "@tanstack/react-router";
import { ArrowLeft, ExternalLink } from "lucide-react";
import { useEffect, useRef } from "react";
import type { Moment, PostRow } from "../api/types";
import { ChannelMark } from "../connections/ChannelMark";
import bubble from "../timeline/bubble.module.css";
import { MessageText } from "../timeline/MessageText";
import { Quote } from "../timeline/MessageBubble";
import { Avatar } from "../ui/Avatar";
import { Button, IconButton } from "../ui/Button";
import { Empty, Failed } from "../ui/Empty";
import { problemWords } from "../ui/problemWords";
import { SkeletonRows } from "../ui/Skeleton";
import { fullTime, shortTime } from "../ui/times";
import { publicWords } from "../words/publicWords";
import { words } from "../words/words";
import { ActButtons, Folded, LikedLine } from "../timeline/Acts";
import styles from "./post.module.css";
import { useLivePost, usePost } from "./usePost";

const w = publicWords.post;

/** The whole public thread under one post: who said what, who answered whom, by time. */
export function PostView({ id, moment, onBack }: { id: string; moment?: string; onBack: () => void }) {
  const page = usePost(id, moment);
  useLivePost(id);
  if (page.isPending) return <SkeletonRows label={words.loading} />;
  if (!page.post) return <Failed title={words.failedTitle} words={problemWords(page.error)} again={words.again} onAgain={() => void page.refetch()} />;

  return (
    <div className={styles.inner}>
      <header className={styles.bar}>
        <IconButton label={words.back} onClick={onBack}><ArrowLeft /></IconButton>
        <h1>{w.title}</h1>
      </header>
      <Head post={page.post} />
      <h2 className={styles.title}>{w.thread}</h2>
      {page.hasPreviousPage && <Button className={styles.more} busy={page.isFetchingPreviousPage} onClick={() => void page.fetchPreviousPage()}>{w.before}</Button>}
      {page.moments.length === 0 ? <Empty title={w.none} /> : <ol className={styles.thread} aria-label={w.thread}>{page.moments.map((one) => <li key={one.id}><Said moment={one} lit={one.id === moment} /></li>)}</ol>}
      {page.hasNextPage && <Button className={styles.more} busy={page.isFetchingNextPage} onClick={() => void page.fetchNextPage()}>{w.more}</Button>}
    </div>
  );
}

function Head({ post }: { post: PostRow }) {
  return (
    <article className={styles.post}>
      <div className={styles.about}>
        <ChannelMark channel={post.channel} name={post.connectionName ?? (post.url ? new URL(post.url).host : words.conversation.found)} isPublic />
        {post.at && <time dateTime={post.at} title={fullTime(post.at)}>· {shortTime(post.at)}</time>}
      </div>
      {post.authorName && <p className={styles.author} dir="auto">{post.authorName}</p>}
      {post.text ? <div className={styles.words} dir="auto"><MessageText text={post.text} /></div> : <p className={styles.none}>{post.url && !post.authorName ? w.untold : w.own}</p>}
      {post.url && <a className={styles.open} href={post.url} target="_blank" rel="noopener noreferrer nofollow"><ExternalLink aria-hidden />{w.open}</a>}
    </article>
  );
}

function Said({ moment, lit }: { moment: Moment; lit: boolean }) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => { if (lit) box.current?.scrollIntoView({ block: "center" }); }, [lit]);
  const out = moment.direction === "out";
  const name = moment.author.name || words.person.nameless;
  const place = { moment: moment.id, ...(moment.caseNumber ? { case: moment.caseNumber } : {}) };
  return (
    <article ref={box} className={styles.said} data-lit={lit || undefined} data-out={out || undefined} aria-label={words.conversation.spoken(name, shortTime(moment.at))}>
      <Avatar name={name} seed={moment.author.id ?? moment.personId} picture={moment.author.pictureUrl} size={32} />
      <div className={styles.body}>
        <p className={styles.who}>
          <b dir="auto">{name}</b>
          <time dateTime={moment.at} title={fullTime(moment.at)}>{shortTime(moment.at)}</time>
          {moment.edited && <span>· {words.conversation.edited}</span>}
        </p>
        {moment.replyTo && <Quote name={moment.replyTo.authorName} text={moment.replyTo.text} />}
        <div dir="auto">{moment.withdrawn ? <em className={bubble.gone}>{words.conversation.withdrawn}</em> : moment.hidden ? <Folded moment={moment}><MessageText text={moment.text} /></Folded> : <MessageText text={moment.text} />}</div>
        {moment.liked && <LikedLine moment={moment} />}
        <div className={styles.acts}>
        <Link className={styles.to} to="/people/$personId" params={{ personId: moment.personId }} search={place}>
          {out ? w.toConversation : moment.withdrawn ? w.toPerson(name) : w.answer}
        </Link>
        <ActButtons moment={moment} />
        </div>
      </div>
    </article>
  );
}
