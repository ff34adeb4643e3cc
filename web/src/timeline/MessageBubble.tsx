import { Menu } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Copy, CornerUpLeft, Ellipsis, Globe, MoveRight, Waypoints } from "lucide-react";
import { lazy, Suspense, useState, type CSSProperties } from "react";
import type { Moment } from "../api/types";
import { ChannelMark } from "../connections/ChannelMark";
import { IconButton } from "../ui/Button";
import { fullTime, shortTime, timeOfDay } from "../ui/times";
import { lazily } from "../ui/lazily";
import { say } from "../ui/Toasts";
import { words } from "../words/words";
import { AttachmentCard, shownAsPicture } from "./AttachmentCard";
import styles from "./bubble.module.css";
import { DeliveryLine } from "./DeliveryLine";
import { Face } from "./Face";
import { MessageText } from "./MessageText";
import type { MomentActs } from "./MomentView";

const MailParts = lazily(() => import("./MailParts").then((part) => part.MailParts), <p className={styles.kept} />);
const Album = lazily(() => import("./Album").then((part) => part.Album), <div className={styles.album} />);
const ActItems = lazily(() => import("./Acts").then((part) => part.ActItems));
const GatherDialog = lazily(() => import("../causes/GatherDialog").then((part) => part.GatherDialog));
const Folded = lazily(() => import("./Acts").then((part) => part.Folded), <p className={styles.kept} />);
const LikedLine = lazily(() => import("./Acts").then((part) => part.LikedLine));
const TemplateWords = lazy(() => import("./TemplateWords").then((part) => ({ default: part.TemplateWords })));
const OwnLooks = lazy(() => import("./OwnLooks").then((part) => ({ default: part.OwnLooks })));
const ofMail = ["media", "marks", "others", "hidden", "greeting", "signature"];

interface MessageBubbleProps { moment: Moment; promised: string | null; subject?: string | null; colour?: string; acts: MomentActs; lit?: boolean }

export function MessageBubble({ moment, promised, subject, colour, acts, lit }: MessageBubbleProps) {
  const out = moment.direction === "out";
  return (
    <article className={styles.message} data-out={out || undefined} data-public={moment.visibility === "public" || undefined} data-lit={lit || undefined}
      style={{ "--c": colour ?? "transparent" } as CSSProperties} aria-label={words.conversation.spoken(moment.author.name || words.conversation.colleague, shortTime(moment.at))}>
      {moment.post && <PostLine moment={moment} />}
      <div className={styles.line}>
        <div className={styles.bubble} dir="auto">
          {subject && <p className={styles.subject}>{subject}</p>}
          {moment.replyTo && <Quote name={moment.replyTo.authorName} text={moment.replyTo.text} />}
          {moment.withdrawn || moment.detail.keptNoLonger === true ? <em className={styles.gone}>{moment.withdrawn ? words.conversation.withdrawn : words.conversation.keptNoLonger}</em> : moment.hidden ? <Folded moment={moment}><Said moment={moment} /></Folded> : <Said moment={moment} />}
          {typeof moment.detail.filesGone === "number" && <em className={styles.gone}>{words.conversation.filesGone(moment.detail.filesGone)}</em>}
          {ofMail.some((key) => moment.detail?.[key]) && <MailParts moment={moment} />}
        </div>
        {acts.mayWrite && <MessageMenu moment={moment} acts={acts} />}
      </div>
      {moment.reactions.length > 0 && <Reactions moment={moment} />}
      {moment.liked && <LikedLine moment={moment} />}
      <footer className={styles.foot}>
        <ChannelMark channel={moment.channel} name={isFound(moment) ? words.conversation.found : undefined} isPublic={moment.visibility === "public"} />
        {out && moment.author.kind === "teammate" && <span className={styles.by}><Face author={moment.author} />{moment.author.name.split(" ")[0] || words.conversation.colleague}</span>}
        <time className={styles.dot} dateTime={moment.at} title={fullTime(moment.at)}>{timeOfDay(moment.at)}</time>
        {moment.detail?.purpose === "outreach" && <span className={styles.dot}>{words.conversation.offer}</span>}
        {moment.detail?.template != null && <span className={styles.dot}>{words.conversation.template}</span>}
        {moment.detail?.elsewhere === true && <span className={styles.dot}>{words.conversation.elsewhere}</span>}
        {typeof moment.detail?.broughtInBy === "string" && <span className={styles.dot}>{words.conversation.broughtIn(moment.detail.broughtInBy)}</span>}
        {moment.edited && <span className={styles.dot}>{words.conversation.edited}</span>}
        {promised && <span className={styles.dot}>{words.conversation.weSaid(words.conversation.answerBy(shortTime(promised)))}</span>}
        {out && <DeliveryLine moment={moment} acts={acts} />}
      </footer>
    </article>
  );
}

/** Somebody of us found it where no channel of ours leads. */
const isFound = (moment: Moment) => moment.surface === "found" && !moment.channel;

/** Under which post it stands, and the way to all that was said there. */
function PostLine({ moment }: { moment: Moment }) {
  const post = moment.post!;
  return (
    <Link className={styles.post} to="/posts/$postId" params={{ postId: post.id }} search={{ moment: moment.id }} dir="auto">
      <Globe aria-hidden /><span>{isFound(moment) && post.url ? words.conversation.foundAt(new URL(post.url).host) : words.conversation.under(post.text ? `“${post.text}”` : post.authorName ?? words.conversation.post)}</span>
    </Link>
  );
}

/** Signs that were put to the message: quiet, and named to whoever listens. */
function Reactions({ moment }: { moment: Moment }) {
  return (
    <ul className={styles.signs}>
      {moment.reactions.map(({ emoji, by }, at) => (
        <li key={at} title={words.conversation.reacted(by || words.someone, emoji)}>
          <span className="unseen">{words.conversation.reacted(by || words.someone, emoji)}</span>
          <span aria-hidden>{emoji}</span>
        </li>
      ))}
    </ul>
  );
}

/** The words, and the files that came with them. */
function Said({ moment }: { moment: Moment }) {
  const pictures = moment.attachments.filter((file) => shownAsPicture.has(file.type));
  const single = pictures.length > 1 ? moment.attachments.filter((file) => !pictures.includes(file)) : moment.attachments;
  return <><Words moment={moment} />{pictures.length > 1 && <Album pictures={pictures} />}{single.map((file) => <AttachmentCard key={file.hash + file.name} file={file} />)}</>;
}

function Words({ moment }: { moment: Moment }) {
  const plain = <MessageText text={moment.text} />;
  if (moment.detail?.template) return <Suspense fallback={plain}><TemplateWords moment={moment} /></Suspense>;
  return moment.detail?.rich === true && !moment.edited ? <Suspense fallback={plain}><OwnLooks moment={moment} /></Suspense> : plain;
}

export function Quote({ name, text }: { name: string; text: string | null }) {
  return (
    <blockquote className={styles.quote}>
      <span className="unseen">{words.conversation.replyTo(name)}</span>
      <b aria-hidden>{name}</b>
      <span>{text ?? words.conversation.withdrawn}</span>
    </blockquote>
  );
}

function MessageMenu({ moment, acts }: { moment: Moment; acts: MomentActs }) {
  const copy = () => void navigator.clipboard.writeText(moment.text ?? "").then(() => say(words.copied));
  const [gathering, setGathering] = useState(false);
  return (
    <>
    <Menu position="bottom-end" width={214}>
      <Menu.Target><IconButton className={styles.more} label={words.conversation.messageActs}><Ellipsis /></IconButton></Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<CornerUpLeft size={15} />} onClick={() => acts.onReply(moment)}>{words.conversation.reply}</Menu.Item>
        <Menu.Item leftSection={<MoveRight size={15} />} onClick={() => acts.onPlace(moment)}>{words.conversation.place}</Menu.Item>
        {moment.direction === "in" && <Menu.Item leftSection={<Waypoints size={15} />} onClick={() => setGathering(true)}>{words.case.cause}</Menu.Item>}
        {moment.post && moment.direction === "in" && <ActItems moment={moment} onHide={acts.onHide} />}
        {moment.text && <Menu.Item leftSection={<Copy size={15} />} onClick={copy}>{words.conversation.copyText}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
    {gathering && <GatherDialog about={{ moment: moment.id }} onClose={() => setGathering(false)} />}
    </>
  );
}
