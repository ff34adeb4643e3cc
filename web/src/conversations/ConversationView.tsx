import { useQueryClient } from "@tanstack/react-query";
import { ArrowLeft, PanelRight } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Moment, PersonPage } from "../api/types";
import { CaseActs } from "../cases/CaseActs";
import { CaseBar } from "../cases/CaseBar";
import { caseColours } from "../cases/caseColours";
import { PromiseMark } from "../cases/PromiseMark";
import { useCaseActs } from "../cases/useCaseActs";
import { mayNote, mayWrite as roleMayWrite, useMe } from "../team/useMe";
import { TimelineView } from "../timeline/TimelineView";
import { timelineQuery, useLiveTimeline, useTimeline } from "../timeline/useTimeline";
import { Avatar } from "../ui/Avatar";
import { IconButton } from "../ui/Button";
import { Failed } from "../ui/Empty";
import { problemWords } from "../ui/problemWords";
import { SkeletonBubbles } from "../ui/Skeleton";
import { lazily } from "../ui/lazily";
import { words } from "../words/words";
import { Composer, type ComposerProps, type PublicAsked } from "./Composer";
import styles from "./conversation.module.css";
import { mailOf, takenBack } from "./envelope";
import { forget, sent, useOutgoing } from "./outgoing";
import { PendingBubble } from "./PendingBubble";
import { usePresence, type Presence } from "./usePresence";
import { useDeliveryActs, useSend } from "./useSend";
import { useLater } from "./useLater";
import { useWaiting } from "./useWaiting";
import { useWays } from "./useWays";
import { nameOf } from "../people/nameOf";

const LaterBubble = lazily(() => import("./LaterBubble").then((part) => part.LaterBubble));
const WaitingBubble = lazily(() => import("./WaitingBubble").then((part) => part.WaitingBubble));
const AsksPanel = lazily(() => import("../asks/AsksPanel").then((part) => part.AsksPanel));
const HideDialog = lazily(() => import("../timeline/Acts").then((part) => part.HideDialog));
const PlaceDialog = lazily(() => import("./PlaceDialog").then((part) => part.PlaceDialog));

export interface ConversationPlace { case?: number; moment?: string; only?: boolean }

export interface ConversationViewProps {
  person: PersonPage;
  place: ConversationPlace;
  onPlace: (place: ConversationPlace) => void;
  onBack: () => void;
  onPerson: () => void;
}

export function ConversationView({ person, place, onPlace, onBack, onPerson }: ConversationViewProps) {
  const { teammate, workspace } = useMe();
  const mayWrite = roleMayWrite(teammate.role);
  const kase = person.cases.find((one) => one.number === place.case) ?? person.cases.find((one) => one.state !== "closed") ?? null;
  const presence = usePresence(person.id, person.rootId, teammate.id);
  const [replyTo, setReplyTo] = useState<Moment | null>(null);
  const [placing, setPlacing] = useState<Moment | null>(null);
  const [hiding, setHiding] = useState<Moment | null>(null);
  const [returned, setReturned] = useState<ComposerProps["returned"]>(null);
  const [afresh, setAfresh] = useState(0);
  const [publicAsked, setPublicAsked] = useState<PublicAsked>({ times: 0, text: null });
  const canAnswer = useWays(person.id, []).data?.some((way) => way.answers && way.allowed) ?? true;
  const [answerUsed, setAnswerUsed] = useState<ComposerProps["answerUsed"]>(null);
  const acts = useDeliveryActs(person.id, (moment) => setReturned(takenBack(moment, sent.get(moment.id))));

  return (
    <section className={styles.conversation} aria-label={words.conversation.label(nameOf(person))}>
      <header className={styles.bar}>
        <IconButton label={words.back} className={styles.back} onClick={onBack}><ArrowLeft /></IconButton>
        <button type="button" className={styles.who} onClick={onPerson}>
          <Avatar name={nameOf(person)} seed={person.id} size={32} />
          <span className={styles.naming}>
            <h2 className={styles.name}>{nameOf(person)}</h2>
            {kase && <span className={styles.promise}><PromiseMark due={kase.promiseDue} state={kase.state} /></span>}
          </span>
          <span className="unseen">{words.conversation.person}</span>
        </button>
        <PresenceWords presence={presence} />
        {kase && mayWrite && <CaseActs key={kase.number} kase={kase} others={person.cases} onPublic={canAnswer ? (text) => setPublicAsked({ times: publicAsked.times + 1, text }) : undefined} onWords={(text) => setAnswerUsed({ text })} />}
        <IconButton label={words.conversation.person} className={styles.personButton} onClick={onPerson}><PanelRight /></IconButton>
      </header>
      {(person.cases.length > 0 || mayWrite) && (
        <CaseBar personId={person.id} cases={person.cases} chosen={kase?.number ?? null} only={place.only ?? false} mayWrite={mayWrite}
          onChoose={(number) => onPlace({ ...place, case: number ?? undefined, moment: undefined })} onOnly={(only) => onPlace({ ...place, case: kase?.number, only: only || undefined, moment: undefined })} />
      )}
      {kase && <AsksPanel key={`asks-${kase.number}`} kase={kase} writes={mayWrite} onUse={mayWrite ? setAnswerUsed : undefined} />}
      <Moments key={`${person.id}|${place.moment ?? ""}|${place.only ? kase?.number : ""}|${afresh}`} person={person} place={place} caseNumber={place.only ? kase?.number : undefined} seenCase={kase?.isNew ? kase.number : null}
        onNewest={() => { setAfresh(afresh + 1); if (place.moment) onPlace({ ...place, moment: undefined }); }}
        onReturned={setReturned}
        acts={{ mayWrite, personName: nameOf(person), undoSeconds: workspace.undoSeconds, onReply: setReplyTo, onPlace: setPlacing, onHide: setHiding, onUndo: acts.undo, onRetry: acts.retry, onSettle: acts.settle }} />
      {mayNote(teammate.role) && <Composer key={person.id} person={person} kase={kase} replyTo={replyTo} onReplyTo={setReplyTo} returned={returned} onReturnedTaken={() => setReturned(null)} publicAsked={publicAsked} answerUsed={answerUsed} onAnswerTaken={() => setAnswerUsed(null)} />}
      {placing && <PlaceDialog moment={placing} person={person} onClose={() => setPlacing(null)} />}
      {hiding && <HideDialog moment={hiding} onClose={() => setHiding(null)} />}
    </section>
  );
}

function PresenceWords({ presence }: { presence: Presence }) {
  const names = (list: { name: string }[]) => list.map((one) => one.name.split(" ")[0]).join(", ");
  const here = presence.personTyping ? [] : presence.typing.length ? presence.typing : presence.watching;
  const said = presence.personTyping ? words.conversation.writing
    : presence.typing.length ? words.conversation.teammateTyping(names(here))
    : here.length ? words.conversation.teammateLooking(names(here)) : "";
  return <span className={styles.presence} role="status">{here.map((one) => <Avatar key={one.id} name={one.name} seed={one.id} picture={one.pictureUrl} size={20} />)}<span>{said}</span></span>;
}

interface MomentsProps {
  person: PersonPage;
  place: ConversationPlace;
  caseNumber?: number;
  seenCase: number | null;
  acts: React.ComponentProps<typeof TimelineView>["acts"];
  onNewest: () => void;
  onReturned: (returned: ComposerProps["returned"]) => void;
}

function Moments({ person, place, caseNumber, seenCase, acts, onNewest, onReturned }: MomentsProps) {
  const client = useQueryClient();
  const where = { around: place.moment, case: caseNumber };
  const timeline = useTimeline(person.id, where);
  useLiveTimeline(person.id, [person.rootId, ...person.members.map((member) => member.id)]);
  useSeen(seenCase, timeline.moments);
  const colourOf = useMemo(() => caseColours(person.cases), [person.cases]);
  const outgoing = useOutgoing(person.id);
  const send = useSend(person.id);
  const waiting = useWaiting(person, onReturned);
  const later = useLater(person.id, acts.mayWrite);

  const letters = outgoing.filter((letter) => !timeline.moments.some((moment) => moment.id === letter.body.id)).map((letter) => ({
    key: letter.body.id,
    shown: <PendingBubble letter={letter} colour={colourOf(letter.body.case ?? null)} onAgain={(takeOver) => send(letter.kind === "message" && takeOver ? { ...letter, body: { ...letter.body, takeOver } } : letter, letter.files, letter.channel, letter.isPublic, letter.shown)} onDiscard={() => forget(letter.body.id)}
      onTakeBack={() => { forget(letter.body.id); onReturned({ kind: letter.kind, text: letter.body.text ?? "", files: letter.files, ...mailOf(letter.body) }); }} />,
  }));
  const tail = [...later.map((one) => ({ key: one.id, shown: <LaterBubble later={one} onReturned={onReturned} /> })), ...waiting.map((one) => ({ key: one.id, shown: <WaitingBubble approval={one} onReturned={onReturned} /> })), ...letters];

  if (timeline.isPending) return <div className={styles.waiting}><SkeletonBubbles label={words.loading} /></div>;
  if (timeline.isError && timeline.moments.length === 0) return <div className={styles.waiting}><Failed title={words.failedTitle} words={problemWords(timeline.error)} again={words.again} onAgain={() => void timeline.refetch()} /></div>;
  return (
    <TimelineView moments={timeline.moments} colourOf={colourOf} acts={acts} tail={tail} lit={place.moment}
      older={{ more: timeline.hasPreviousPage, loading: timeline.isFetchingPreviousPage, load: () => void timeline.fetchPreviousPage() }}
      newer={{ more: timeline.hasNextPage, loading: timeline.isFetchingNextPage, load: () => void timeline.fetchNextPage() }}
      onNewest={() => { client.removeQueries({ queryKey: timelineQuery(person.id, where).queryKey }); onNewest(); }} />
  );
}

/** Having the newest words on the screen of a page one looks at means having seen them. */
function useSeen(number: number | null, moments: Moment[]): void {
  const acts = useCaseActs(number ?? 0);
  const newest = moments.findLast((moment) => moment.caseNumber === number)?.at;
  const told = useRef("");
  useEffect(() => {
    const look = () => {
      if (!number || !newest || document.hidden || told.current === newest) return;
      told.current = newest;
      acts.seen(newest);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [number, newest]);
}
