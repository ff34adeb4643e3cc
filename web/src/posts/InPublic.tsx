import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Eye, Globe, MessageSquareLock, ShieldAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { api } from "../api/api";
import type { MoveAnswer, PersonPage, PublicPreview, Way } from "../api/types";
import { placeMoments } from "../timeline/useTimeline";
import { Button } from "../ui/Button";
import { Callout, InlineAct } from "../ui/Callout";
import { Dialog } from "../ui/Dialog";
import { Textarea } from "../ui/fields";
import { lazily } from "../ui/lazily";
import { problemWords } from "../ui/problemWords";
import { say } from "../ui/Toasts";
import { useDebounced } from "../ui/useDebounced";
import { publicWords } from "../words/publicWords";
import styles from "./inPublic.module.css";

const ThereCard = lazily(() => import("./ThereCard").then((part) => part.ThereCard));
const w = publicWords;

/** Under which post, and the way out of it. */
export function PublicPlace({ way, onPrivate }: { way: Way; onPrivate: () => void }) {
  const post = way.answers?.post;
  return (
    <>
      <span className={styles.under}>{post?.text ? w.composer.under(`“${post.text}”`) : post?.authorName ? w.composer.under(w.post.by(post.authorName)) : w.composer.underOurs}</span>
      <button type="button" className={styles.private} title={w.composer.takePrivateHint} onClick={onPrivate}><MessageSquareLock aria-hidden />{w.composer.takePrivate}</button>
    </>
  );
}

interface PublicCheckProps { personId: string; way: Way; text: string; counted: { used: number; max: number } | null; known: string[]; onText: (text: string) => void; onVerdict: (verdict: Verdict) => void }
export interface Verdict { blocks: boolean; knowingly: boolean }

/** What will stand below the words, and what in them nobody else should read. */
export function PublicCheck({ personId, way, text, counted, known, onText, onVerdict }: PublicCheckProps) {
  const settled = useDebounced(text.trim(), 350);
  const [allowed, setAllowed] = useState<string[]>([]);
  const [looking, setLooking] = useState(false);
  const preview = useQuery({
    queryKey: ["preview", personId, settled], queryFn: ({ signal }) => api.post<PublicPreview>(`/people/${personId}/previews`, { body: { text: settled }, signal }), enabled: settled !== "", staleTime: 60_000,
    placeholderData: (before) => before,
  });
  const found = settled ? (preview.data?.private ?? []).filter((fact) => text.includes(fact.text) && (fact.isCertain || !allowed.includes(fact.text))) : [];
  const blocks = found.length > 0;
  const knowingly = allowed.some((one) => text.includes(one));
  useEffect(() => onVerdict({ blocks, knowingly }), [blocks, knowingly]);
  const takeOut = (said: string) => onText(text.split(said).join("").replace(/ {2,}/g, " "));

  return (
    <div className={styles.check}>
      {way.answers && <p className={styles.ending} title={w.composer.ending}>{way.answers.ending.trim()}
        <button type="button" className={styles.look} aria-expanded={looking} onClick={() => setLooking(!looking)}><Eye aria-hidden />{looking ? w.there.hide : w.there.show}</button></p>}
      {looking && way.answers && <ThereCard way={way} text={text} counted={counted} />}
      {/* What a house rule says already is said once. */}
      {found.filter((fact) => !known.some((said) => said.includes(fact.text))).map((fact) => (
        <Callout key={fact.kind + fact.text} tone="hot" icon={<ShieldAlert size={15} aria-hidden />} act={<span className={styles.acts}>
          <InlineAct onClick={() => takeOut(fact.text)}>{w.composer.takeOut}</InlineAct>
          {!fact.isCertain && <InlineAct onClick={() => setAllowed([...allowed, fact.text])}>{w.composer.sayIt}</InlineAct>}
        </span>}><b>{w.composer.privacy}</b> {w.composer.private[fact.kind](fact.text)}</Callout>
      ))}
    </div>
  );
}

/** What the people who read the question still wait for. */
export function DebtLine({ answered, onWrite, onSettle }: { answered: boolean; onWrite?: () => void; onSettle: () => void }) {
  return (
    <div className={styles.debt} role="note">
      <Globe aria-hidden />
      <span>{answered ? w.debt.owed : w.debt.owedFirst}</span>
      <span className={styles.acts}>
        {onWrite && <InlineAct onClick={onWrite}>{answered ? w.debt.write : w.debt.answer}</InlineAct>}
        <InlineAct onClick={onSettle}>{onWrite ? w.debt.settle : w.debt.settleElsewhere}</InlineAct>
      </span>
    </div>
  );
}

/** Where nobody can be written to alone, the way to our chat is said in public: it proves nothing about who comes by it. */
export function InviteDialog({ person, momentId, onClose }: { person: PersonPage; momentId: string; onClose: () => void }) {
  const client = useQueryClient();
  const [text, setText] = useState(w.invite.suggestion);
  const invite = useMutation({
    mutationFn: () => api.post<MoveAnswer>(`/people/${person.id}/moves`, { body: { channel: "webchat", replyTo: momentId, text: text.trim() } }),
    onSuccess: (answer) => {
      if (!answer.moment) void client.invalidateQueries({ queryKey: ["approvals"] });
      if (answer.moment) placeMoments(client, person.id, [answer.moment]);
      say(w.invite.done);
      onClose();
    },
    onError: (reason) => say(problemWords(reason), { bad: true }),
  });
  return (
    <Dialog open onClose={onClose} width={460} title={w.invite.title} lead={w.invite.lead} acts={<Button look="public" busy={invite.isPending} onClick={() => invite.mutate()}>{w.invite.publish}</Button>}>
      <Textarea label={w.invite.words} rows={3} value={text} onChange={(event) => setText(event.currentTarget.value)} data-autofocus />
    </Dialog>
  );
}
