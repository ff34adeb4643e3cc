import { useQueryClient } from "@tanstack/react-query";
import { MessageSquareText, Phone, PhoneIncoming, PhoneMissed, PhoneOutgoing, ShieldAlert, Voicemail } from "lucide-react";
import { useState, type CSSProperties } from "react";
import { api } from "../api/api";
import type { Call, Moment, MoveAnswer } from "../api/types";
import { ChannelMark } from "../connections/ChannelMark";
import { AttachmentCard } from "./AttachmentCard";
import bubble from "./bubble.module.css";
import { Face } from "./Face";
import { MessageText } from "./MessageText";
import { placeMoments } from "./useTimeline";
import { Button } from "../ui/Button";
import { fullTime, shortTime, timeOfDay } from "../ui/times";
import { useChange } from "../ui/useChange";
import { callWords } from "../words/callWords";
import { words } from "../words/words";
import styles from "./calls.module.css";
import { RingDialog } from "./RingDialog";
import { spoken } from "./spoken";
import { VoicePlayer } from "./VoicePlayer";

const w = callWords.call;
const tenMinutes = 600_000;

/** A call as one moment: what became of it, what was said on the machine, and the two things one does next. */
export function CallBubble({ moment, colour, mayWrite, lit }: { moment: Moment; colour?: string; mayWrite: boolean; lit?: boolean }) {
  const call = moment.call!;
  const out = moment.direction === "out";
  const isOver = !["calling", "ringing", "talking"].includes(call.state) || isOld(moment);
  const title = isOver && (call.state === "calling" || call.state === "ringing") ? w.unknown : w[out ? "out" : "in"][call.state];
  return (
    <article className={bubble.message} data-out={out || undefined} data-lit={lit || undefined} style={{ "--c": colour ?? "transparent" } as CSSProperties} aria-label={`${title}, ${shortTime(moment.at)}`}>
      <div className={`${bubble.bubble} ${styles.call}`} dir="auto">
        <p className={styles.title} data-missed={(!out && call.state === "missed") || undefined}>
          <CallIcon moment={moment} call={call} />
          <span>{title}</span>
          {call.state === "answered" && !!call.seconds && <span className={styles.seconds}>{spoken(call.seconds)}</span>}
        </p>
        <About call={call} />
        {moment.text && <MessageText text={moment.text} />}
        {moment.attachments.map((file) => <AttachmentCard key={file.hash} file={file} />)}
        {call.voicemail && <Left voicemail={call.voicemail} />}
        {mayWrite && <Acts moment={moment} out={out} isOver={isOver} />}
      </div>
      <footer className={bubble.foot}>
        <ChannelMark channel="voice" />
        {moment.author.kind === "teammate" && <span className={bubble.by}><Face author={moment.author} />{moment.author.name.split(" ")[0] || words.conversation.colleague}</span>}
        <time className={bubble.dot} dateTime={moment.at} title={fullTime(moment.at)}>{timeOfDay(moment.at)}</time>
        {call.noted && <span className={bubble.dot}>{w.noted}</span>}
      </footer>
    </article>
  );
}

/** A phone rings for a minute or two; after that nobody will tell. */
function isOld(moment: Moment): boolean {
  return Date.now() - new Date(moment.at).getTime() > tenMinutes;
}

function CallIcon({ moment, call }: { moment: Moment; call: Call }) {
  const Icon = call.state === "missed" && moment.direction !== "out" ? PhoneMissed : call.state === "talking" ? Phone : moment.direction === "out" ? PhoneOutgoing : PhoneIncoming;
  return <Icon aria-hidden />;
}

/** Why it came to nothing, and what to know before believing who it was. */
function About({ call }: { call: Call }) {
  const why = call.problem ?? (call.reason === "closed" ? w.closed : call.reason === "unheard" ? w.unheard : call.reason === "busy" ? w.busy : null);
  const proof = call.callerProof && w.proof[call.callerProof];
  return (
    <>
      {why && <p className={styles.about}>{why}</p>}
      {proof && <p className={styles.proof}><ShieldAlert aria-hidden />{proof}</p>}
      {call.linkAsked && <p className={styles.about}>{w.linkAsked}</p>}
    </>
  );
}

function Left({ voicemail }: { voicemail: NonNullable<Call["voicemail"]> }) {
  return (
    <section className={styles.left} aria-label={w.voicemail}>
      {voicemail.file ? <VoicePlayer url={voicemail.file.url} name={w.voicemail} seconds={voicemail.seconds} />
        : <p className={styles.about}><Voicemail aria-hidden /> {voicemail.problem ? w.lost : w.fetching}</p>}
      {voicemail.transcript && <blockquote className={styles.transcript} dir="auto"><span className={styles.heard}>{w.transcript}</span>{voicemail.transcript}</blockquote>}
    </section>
  );
}

/** One press each: ring them, or go on in writing. A call written down by hand has no line to ring from, yet their number may. */
function Acts({ moment, out, isOver }: { moment: Moment; out: boolean; isOver: boolean }) {
  const client = useQueryClient();
  const [ringing, setRinging] = useState(false);
  const link = useChange(() => api.post<MoveAnswer>(`/people/${moment.personId}/moves`, { body: { channel: "webchat", call: moment.id } }), ["ways"], callWords.linkSent);
  const send = () => link.mutate(undefined, { onSuccess: (answer) => { if (answer.moment) placeMoments(client, moment.personId, [answer.moment]); } });
  return (
    <div className={styles.acts}>
      {isOver && <Button small icon={<Phone size={13} aria-hidden />} onClick={() => setRinging(true)}>{out ? callWords.again : callWords.back}</Button>}
      <Button small icon={<MessageSquareText size={13} aria-hidden />} busy={link.isPending} onClick={send}>{callWords.link}</Button>
      {ringing && <RingDialog about={moment} onClose={() => setRinging(false)} />}
    </div>
  );
}
