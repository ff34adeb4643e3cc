import { Globe, LayoutTemplate, Paperclip, X } from "lucide-react";
import { useEffect, useRef, useState, type DragEvent } from "react";
import type { AskUse } from "../asks/AskView";
import { channelName } from "../connections/ChannelMark";
import type { AttachmentRef, CaseRow, KeptDocument, Moment, PersonPage, Way } from "../api/types";
import { named, useDocuments } from "../documents/useDocuments";
import { useCaseActs } from "../cases/useCaseActs";
import { sayTyping } from "../live/connection";
import { mayWrite, useMe, useTeammates } from "../team/useMe";
import { Quote } from "../timeline/MessageBubble";
import { IconButton } from "../ui/Button";
import { Callout, InlineAct } from "../ui/Callout";
import { lazily } from "../ui/lazily";
import { useKeys } from "../ui/useKeys";
import { uuid7 } from "../ui/uuid7";
import { policyWords } from "../words/policyWords";
import { templateWords } from "../words/templateWords";
import { words } from "../words/words";
import styles from "./composer.module.css";
import { ComposerText } from "./ComposerText";
import { FileChips } from "./FileChips";
import { LengthLine } from "./LengthLine";
import { measure } from "./measure";
import type { mailOf } from "./envelope";
import type { Addressing, RichBox } from "./mailWriting";
import type { Outgoing } from "./outgoing";
import { SendButton } from "./SendButton";
import type { Keep } from "./SendMenu";
import type { ChosenTemplate } from "./TemplateDialog";
import { fieldsHere, fillIn } from "./fillIn";
import { useAnswers } from "./useAnswers";
import { useAttachments } from "./useAttachments";
import { hasWords, useDraft } from "./useDraft";
import { useFrame } from "./useFrame";
import { useSend } from "./useSend";
import { firstWay, useWays, wayKey } from "./useWays";
import { WayPicker } from "./WayPicker";
import { firstNameOf } from "../people/nameOf";
import type { RuleVerdict } from "../rules/RuleCheck";

const AnswersMenu = lazily(() => import("./AnswersMenu").then((part) => part.AnswersMenu));
const DocumentsMenu = lazily(() => import("./DocumentsMenu").then((part) => part.DocumentsMenu));
const EmojiPicker = lazily(() => import("./EmojiPicker").then((part) => part.EmojiPicker));
const GoOnDialog = lazily(() => import("./GoOnDialog").then((part) => part.GoOnDialog));
const TemplateDialog = lazily(() => import("./TemplateDialog").then((part) => part.TemplateDialog));

const RuleCheck = lazily(() => import("../rules/RuleCheck").then((part) => part.RuleCheck));
const UsedAnswer = lazily(() => import("../asks/UsedAnswer").then((part) => part.UsedAnswer));
const DebtLine = lazily(() => import("../posts/InPublic").then((part) => part.DebtLine));
const InviteDialog = lazily(() => import("../posts/InPublic").then((part) => part.InviteDialog));
const OwesDialog = lazily(() => import("../cases/OwesDialog").then((part) => part.OwesDialog));
const PublicCheck = lazily(() => import("../posts/InPublic").then((part) => part.PublicCheck));
const PublicPlace = lazily(() => import("../posts/InPublic").then((part) => part.PublicPlace));
const MailFields = lazily(() => import("./MailFields").then((part) => part.MailFields));
const RichText = lazily(() => import("./RichText").then((part) => part.RichText));
const MailGreeting = lazily(() => import("./MailAround").then((part) => part.MailGreeting));
const MailSignature = lazily(() => import("./MailAround").then((part) => part.MailSignature));
const LooksButton = lazily(() => import("./LooksButton").then((part) => part.LooksButton));

export interface ComposerProps {
  person: PersonPage;
  kase: CaseRow | null;
  replyTo: Moment | null;
  onReplyTo: (moment: Moment | null) => void;
  /** Words that come back from a message taken back or refused. */
  returned: Pick<Outgoing, "kind" | "files"> & { text: string } & Partial<ReturnType<typeof mailOf>> | null;
  onReturnedTaken: () => void;
  publicAsked: PublicAsked;
  /** An answer of another department that is to be said to the person, or words of a macro. */
  answerUsed: AskUse | { text: string } | null;
  onAnswerTaken: () => void;
}

/** Counted up each time somebody wants to say the outcome in public, with the words they chose for it. */
export interface PublicAsked { times: number; text: string | null }

const w = words.composer;
const fine: RuleVerdict = { blocks: false, stopped: [] };

export function Composer({ person, kase, replyTo, onReplyTo, returned, onReturnedTaken, publicAsked, answerUsed, onAnswerTaken }: ComposerProps) {
  const { teammate } = useMe();
  const team = useTeammates();
  const { draft, ready, failed, change, clear } = useDraft(person.id, true);
  const ways = useWays(person.id, draft.attachments.flatMap((file) => (file.document ? [file.document.id] : [])));
  const [picked, setPicked] = useState<Way | null>(null);
  const [goingOn, setGoingOn] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const [taken, setTaken] = useState<Way["answers"]>(null);
  const [asking, setAsking] = useState<"invite" | "settle" | null>(null);
  const [verdict, setVerdict] = useState({ blocks: false, knowingly: false });
  const [rules, setRules] = useState<RuleVerdict>(fine);
  const acts = useCaseActs(kase?.number ?? 0);
  const [over, setOver] = useState(false);
  // Sent before it was known where to: it goes when that is known, unless the words become others or everybody would read them.
  const [wished, setWished] = useState<{ text: string; thenClose: boolean } | null>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const rich = useRef<RichBox>(null);
  const addressing = useRef<Addressing>(null);
  const files = useRef<AttachmentRef[]>([]);
  files.current = draft.attachments;
  const attachments = useAttachments(draft.attachments, (alter) => change({ attachments: alter(files.current) }));
  const brought = useRef<{ hash: string; subject: string | null; text: string } | null>(null);
  const send = useSend(person.id);

  const onlyNotes = !mayWrite(teammate.role);
  const all = onlyNotes ? [] : ways.data ?? [];
  const way = (picked && all.find((one) => wayKey(one) === wayKey(picked))) ?? firstWay(all, draft);
  const note = onlyNotes || draft.note;
  const isPublic = !note && way?.visibility === "public";
  const mail = !note && way?.format === "html" ? way : null;
  const looks = mail && draft.html;
  const inPublic = isPublic ? way : null;
  const publicWay = all.find((one) => one.answers && one.allowed);
  const measured = way ? measure(way.answers && draft.text.trim() ? draft.text.trim() + way.answers.ending : draft.text, way.text) : null;
  const answers = useAnswers(way?.channel ?? null, person.language);
  const { documents } = useDocuments(person.language);
  const frame = useFrame(person.id, kase?.number);
  const [without, setWithout] = useState(false);
  const known = frame?.fields ?? fieldsHere(person.name, teammate.name, kase?.number);
  const fill = (answer: { text: string }) => fillIn(answer.text, known);
  const next = way?.reason?.next;
  const instead = next && all.find((one) => one.connectionId === next.connectionId && one.handleId === next.handleId && one.surface === next.surface);
  const byTemplate = !note && way?.templates === true;
  const objection = note ? null : objectionTo(way, measured?.tooLong ?? false);
  const isWhole = ready && hasWords(draft) && attachments.going.length === 0 && (note || (way !== undefined && !(isPublic && verdict.blocks) && !rules.blocks));
  const maySend = isWhole && objection === null;
  // What may not go at this hour may go later.
  const mayKeep = maySend || (isWhole && way?.reason?.until != null && !measured?.tooLong);

  const focus = () => requestAnimationFrame(() => (rich.current ?? box.current)?.focus());
  const setNote = (next: boolean) => { change({ note: next }); focus(); };
  useKeys({ r: () => setNote(false), n: () => setNote(true) });
  useTyping(person.id, draft.text);

  useEffect(() => {
    if (!replyTo) return;
    // What was said in public is answered there, unless one takes it elsewhere.
    const there = replyTo.post && all.find((one) => one.answers?.post.id === replyTo.post!.id);
    if (there) setPicked(there);
    change({ note: false });
    focus();
  }, [replyTo?.id]);
  const sayInPublic = (chosen: string | null = null) => {
    if (!publicWay) return;
    setPicked(publicWay);
    const text = chosen ?? (kase?.owesPublicSince && answeredThere(kase) ? words.composer.closingWord(firstNameOf(person)) : null);
    change({ note: false, ...(!hasText(draft.text) && text && { text, html: null }) });
    focus();
  };
  useEffect(() => { if (publicAsked.times) sayInPublic(publicAsked.text); }, [publicAsked.times]);
  const takePrivate = () => {
    const isOpen = (one: Way) => one.allowed && !one.answers && !one.replies;
    const alone = all.find((one) => isOpen(one) && one.connectionId === way?.connectionId) ?? all.find((one) => one.allowed && one.replies && one.replies.momentId === way?.answers?.momentId) ?? all.find(isOpen);
    if (!alone) return setAsking("invite");
    setTaken(way?.answers ?? null);
    setPicked(alone);
    onReplyTo(null);
    focus();
  };
  useEffect(() => {
    if (!returned || !ready) return;
    const { kind, files: back, text, ...ofMail } = returned;
    change({ ...(draft.text ? { html: null, text: `${text}\n${draft.text}` } : { ...ofMail, text }), note: kind === "note", attachments: [...draft.attachments, ...back] });
    onReturnedTaken();
    focus();
  }, [returned, ready]);

  const [used, setUsed] = useState<AskUse | null>(null);
  useEffect(() => {
    if (!answerUsed || !ready) return;
    change({ note: false });
    insert(answerUsed.text);
    if ("name" in answerUsed) setUsed(answerUsed);
    onAnswerTaken();
  }, [answerUsed, ready]);

  const go = (thenClose: boolean, keep?: Keep) => {
    if (!keep && !note && ways.isPending && !onlyNotes) return setWished({ text: draft.text, thenClose });
    if (!(keep ? mayKeep : maySend)) return;
    const id = draft.id || uuid7();
    const text = draft.text.trim();
    const ofMail = mail && addressing.current ? addressing.current(draft, text) : {};
    if (!ofMail) return;
    if (note) send({ kind: "note", body: { id, text, case: kase?.number, mentions: draft.mentions.filter((mention) => text.includes(`@${team.find((one) => one.id === mention)?.name}`)) } }, draft.attachments, null, false);
    else {
      const body = {
        id, text, connectionId: way!.connectionId, handleId: way!.handleId, case: kase?.number,
        ...(inPublic ? { surface: inPublic.surface, replyTo: replyTo?.post?.id === inPublic.answers!.post.id && replyTo.direction === "in" ? replyTo.id : inPublic.answers!.momentId, ...(verdict.knowingly && { knowingly: true }) } : { replyTo: way!.replies?.momentId ?? replyTo?.id ?? taken?.momentId }),
        attachments: draft.attachments.map(named), ...(thenClose && { thenClose: true }), ...(rules.despite && { despite: rules.despite }), ...ofMail, ...(mail && without && { withoutGreeting: true }),
      };
      if (keep) return void keep(body).then((taken) => taken && gone());
      send({ kind: "message", body }, draft.attachments, way!.channel, isPublic);
    }
    gone();
  };
  useEffect(() => {
    if (!wished || ways.isPending) return;
    setWished(null);
    if (wished.text === draft.text && !isPublic) go(wished.thenClose);
  }, [wished, ways.isPending]);
  const gone = () => {
    clear();
    setRules(fine);
    setWithout(false);
    setTaken(null);
    setUsed(null);
    // Once is once: what follows goes where they answer.
    if (way?.replies) setPicked(null);
    onReplyTo(null);
    focus();
  };
  // Words that are being written stay for when they may go.
  const goByTemplate = ({ shown, ...template }: ChosenTemplate) => {
    send({ kind: "message", body: { id: uuid7(), connectionId: way!.connectionId, handleId: way!.handleId, case: kase?.number, replyTo: replyTo?.id, template } }, [], way!.channel, false, shown);
    onReplyTo(null);
    focus();
  };
  const insert = (put: string) => {
    if (rich.current) return rich.current.insert(put);
    const { selectionStart = draft.text.length, selectionEnd = draft.text.length } = box.current ?? {};
    change({ text: draft.text.slice(0, selectionStart) + put + draft.text.slice(selectionEnd) });
    requestAnimationFrame(() => { box.current?.focus(); box.current?.setSelectionRange(selectionStart + put.length, selectionStart + put.length); });
  };
  // Whoever has written something already keeps it: a document brings its words only where there are none.
  const takeDocument = (document: KeptDocument) => {
    change({
      attachments: [...files.current.filter((file) => file.hash !== document.file.hash), document.file],
      ...(mail && !draft.subject && document.subject && { subject: fill({ text: document.subject }).slice(0, 200) }),
    });
    const put = hasText(draft.text) || !document.text ? "" : fill({ text: document.text });
    brought.current = { hash: document.file.hash, subject: draft.subject ? null : document.subject && fill({ text: document.subject }).slice(0, 200), text: put };
    return put;
  };
  // And takes away again what it brought and nobody touched.
  const dropFile = (hash: string) => {
    attachments.remove(hash);
    const kept = brought.current;
    if (kept?.hash !== hash) return;
    change({ ...(draft.subject === kept.subject && { subject: null }), ...(kept.text && draft.text.trim() === kept.text.trim() && { text: "", html: draft.html && "" }) });
    brought.current = null;
  };
  const leave = () => (document.activeElement as HTMLElement).blur();
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    attachments.add(event.dataTransfer.files);
  };

  return (<>
    {kase?.owesPublicSince && !isPublic && <DebtLine answered={answeredThere(kase)} onWrite={publicWay && (() => sayInPublic())} onSettle={() => setAsking("settle")} />}
    <section className={styles.composer} aria-label={w.label} data-public={isPublic || undefined} data-note={note || undefined} data-over={over || undefined}
      onDragOver={(event) => { if (event.dataTransfer.types.includes("Files")) { event.preventDefault(); setOver(true); } }} onDragLeave={() => setOver(false)} onDrop={drop}>
      {!onlyNotes && <WayPicker ways={all} chosen={way} note={note} onNote={setNote} onGoOn={() => setGoingOn(true)}
        onWay={(next) => { setPicked(next); change({ note: false, connectionId: next.connectionId, handleId: next.handleId }); focus(); }} />}
      {used && !note && <UsedAnswer used={used} onDrop={() => setUsed(null)} />}
      {inPublic && <div className={styles.everyone}><Globe aria-hidden /><PublicPlace way={inPublic} onPrivate={takePrivate} /></div>}
      {taken && !isPublic && !note && <div className={styles.reply}><Quote name={w.about} text={taken.text} /><IconButton label={w.dropQuote} onClick={() => setTaken(null)}><X /></IconButton></div>}
      {replyTo && <div className={styles.reply}><Quote name={replyTo.author.name} text={replyTo.text} /><IconButton label={w.dropQuote} onClick={() => onReplyTo(null)}><X /></IconButton></div>}
      {mail && <MailFields person={person} way={mail} replyTo={replyTo} draft={draft} onDraft={change} addressing={addressing} />}
      {mail && frame && <MailGreeting frame={frame} without={without} onWithout={setWithout} />}
      {looks != null ? <RichText box={rich} html={looks} placeholder={w.placeholder(firstNameOf(person))} answers={answers} fill={fill} documents={documents} onDocument={takeDocument} onWords={(html, text) => change({ html, text })}
        onSend={go} onFiles={attachments.add} onLeave={leave} /> : <div className={styles.field}>
        <ComposerText box={box} text={draft.text} note={note} disabled={!ready} placeholder={note ? w.notePlaceholder : isPublic ? w.publicPlaceholder : w.placeholder(firstNameOf(person))}
          answers={answers} documents={note ? [] : documents} onDocument={takeDocument} team={team.filter((one) => one.id !== teammate.id)} fill={fill} onText={(text) => change({ text, html: null })} onMention={(one) => change({ mentions: [...new Set([...draft.mentions, one.id])] })}
          onSend={go} onFiles={attachments.add} onLeave={leave} />
      </div>}
      {inPublic && <PublicCheck personId={person.id} way={inPublic} text={draft.text} counted={measured} known={rules.stopped} onText={(text) => change({ text, html: null })} onVerdict={setVerdict} />}
      {!note && way && (hasText(draft.text) || draft.subject) && <RuleCheck personId={person.id} way={way} text={draft.text} subject={mail ? draft.subject : null} kase={kase?.number} onVerdict={setRules}
        onText={(text) => { change({ text, html: null }); focus(); }} onShow={looks != null ? undefined : (at, length) => { box.current?.focus(); box.current?.setSelectionRange(at, at + length); }} />}
      {mail && frame && <MailSignature frame={frame} />}
      <FileChips attachments={{ ...attachments, remove: dropFile }} />
      {objection && ways.isSuccess && <div className={styles.objection}><Callout tone={measured?.tooLong ? "hot" : "warm"} act={<>
        {byTemplate && !way!.allowed && <InlineAct onClick={() => setChoosing(true)}>{templateWords.choose}</InlineAct>}
        {instead && <InlineAct onClick={() => { setPicked(instead); focus(); }}>{policyWords.instead(channelName(instead.channel), instead.label)}</InlineAct>}
      </>}>{objection}</Callout></div>}
      <div className={styles.bottom}>
        {!isPublic && <FilePick onFiles={attachments.add} />}
        <EmojiPicker onChoose={insert} />
        {mail && <LooksButton draft={draft} onDraft={change} />}
        {!note && !isPublic && <DocumentsMenu language={person.language} onChoose={(document) => { const put = takeDocument(document); if (put) insert(put); else focus(); }} />}
        {byTemplate && way!.allowed && <IconButton label={templateWords.choose} onClick={() => setChoosing(true)}><LayoutTemplate /></IconButton>}
        <AnswersMenu answers={answers} onChoose={(answer) => insert(fill(answer))} />
        <span className={styles.gap} />
        {failed && <span className={styles.length}>{w.draftFailed}</span>}
        {!note && way && measured && <LengthLine measure={measured} way={way} />}
        <SendButton note={note} isPublic={isPublic} disabled={!maySend} mayKeep={mayKeep} mayClose={!note && kase !== null && kase.state !== "closed" && !kase.waitsOn && (isPublic || !kase.owesPublicSince)} person={person} onSend={go} />
      </div>
      {over && <div className={styles.dropHint} aria-hidden>{w.drop}</div>}
      {goingOn && <GoOnDialog person={person} ways={all} onClose={() => setGoingOn(false)} />}
      {choosing && way && <TemplateDialog person={person} way={way} known={known} onSend={goByTemplate} onClose={() => { setChoosing(false); focus(); }} />}
      {asking === "invite" && inPublic && <InviteDialog person={person} momentId={inPublic.answers!.momentId} onClose={() => setAsking(null)} />}
      {asking === "settle" && kase && <OwesDialog kase={kase} closing={false} onClose={() => setAsking(null)} onEnding={acts.settlePublic} />}
    </section>
  </>);
}

/** What we said is the newest word, so the question has been answered once and its outcome is what is missing. */
const answeredThere = (kase: CaseRow) => kase.lastVisibility !== "public" || kase.lastDirection === "out";

function FilePick({ onFiles }: { onFiles: (files: FileList) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton label={w.attach} onClick={() => input.current?.click()}><Paperclip /></IconButton>
      <input ref={input} type="file" multiple hidden aria-hidden tabIndex={-1} onChange={(event) => { if (event.currentTarget.files) onFiles(event.currentTarget.files); event.currentTarget.value = ""; }} />
    </>
  );
}

/** "/pol" alone is on its way to becoming a document, and is no word yet. */
const hasText = (text: string) => text.trim() !== "" && !/^\s*\/[\p{L}\p{N}_-]*$/u.test(text);

function objectionTo(way: Way | undefined, tooLong: boolean): string | null {
  if (!way) return w.noWay;
  if (!way.allowed) return way.reason?.words ?? w.closedWays;
  if (!tooLong) return null;
  return way.text.unit === "gsmSegments" ? w.tooLongSegments(way.text.max) : w.tooLong(way.text.max.toLocaleString());
}

/** Colleagues see that somebody answers; it ends by itself when the keys are quiet. */
function useTyping(personId: string, text: string): void {
  const typing = useRef(false);
  const first = useRef(text);
  useEffect(() => {
    if (text === first.current) return;
    first.current = text;
    if (!typing.current) { typing.current = true; sayTyping(personId, true); }
    const timer = setTimeout(() => { typing.current = false; sayTyping(personId, false); }, 3_000);
    return () => clearTimeout(timer);
  }, [personId, text]);
  useEffect(() => () => { if (typing.current) sayTyping(personId, false); }, [personId]);
}
