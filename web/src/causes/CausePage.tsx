import { Menu } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { ArrowLeft, Check, ChevronDown, PenLine } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { CauseAbout, CauseRow } from "../api/types";
import { ChannelMark } from "../connections/ChannelMark";
import { mayWrite, useMe } from "../team/useMe";
import { Asked } from "../ui/Asked";
import { Avatar } from "../ui/Avatar";
import { Button, IconButton } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { dateOf, fullTime, shortTime } from "../ui/times";
import { useChange } from "../ui/useChange";
import { causeWords } from "../words/causeWords";
import { words } from "../words/words";
import styles from "./cause.module.css";
import { CauseDialog } from "./CauseDialog";
import { ContactsGraph } from "./ContactsGraph";
import { FixDialog } from "./FixDialog";
import { TellingsReview } from "./TellingsReview";
import { costOf, letGo, moveCause, states, touchedCauses, useAbout, useCause } from "./useCauses";
import { WontDialog } from "./WontDialog";

const w = causeWords.page;

/** One cause: what is known, how many speak of it, who they are, and the telling of everyone when it is fixed. */
export function CausePage({ id, onBack }: { id: string; onBack: () => void }) {
  const cause = useCause(id);
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <div className={styles.inner}>
        <Asked query={cause}>{(row) => <Whole cause={row} onBack={onBack} />}</Asked>
      </div>
    </main>
  );
}

function Whole({ cause, onBack }: { cause: CauseRow; onBack: () => void }) {
  const [open, setOpen] = useState<"edit" | "fix" | "wont" | null>(null);
  const writes = mayWrite(useMe().teammate.role);
  const close = () => setOpen(null);
  return (
    <>
      <header className={styles.bar}>
        <IconButton label={causeWords.back} onClick={onBack}><ArrowLeft /></IconButton>
        <h1 dir="auto">{cause.title}</h1>
        {writes && <div className={styles.acts}>
          <StateMenu cause={cause} onAsk={setOpen} />
          <Button small icon={<PenLine />} onClick={() => setOpen("edit")}>{causeWords.edit}</Button>
          {cause.state !== "fixed" && <Button small look="primary" icon={<Check />} onClick={() => setOpen("fix")}>{w.markFixed}</Button>}
        </div>}
      </header>
      <p className={styles.when}>{[!writes && causeWords.states[cause.state], w.heard(dateOf(cause.heardAt)), cause.fixedAt && w.fixed(dateOf(cause.fixedAt)), cause.departmentName, cause.ownerName ?? causeWords.nobody].filter(Boolean).join(" · ")}</p>
      <Figures cause={cause} />
      {cause.why && <Part title={w.why}><p className={styles.known} dir="auto">{cause.why}</p></Part>}
      <Part title={w.known}><p className={styles.known} dir="auto" data-none={!cause.known || undefined}>{cause.known || w.nothingKnown}</p></Part>
      {cause.state === "fixed" && <TellingsReview cause={cause} writes={writes} onWords={() => setOpen("fix")} />}
      <ContactsGraph id={cause.id} />
      <About cause={cause} writes={writes} />
      {open === "edit" && <CauseDialog cause={cause} onClose={close} />}
      {open === "fix" && <FixDialog cause={cause} onClose={close} />}
      {open === "wont" && <WontDialog cause={cause} onClose={close} />}
    </>
  );
}

function StateMenu({ cause, onAsk }: { cause: CauseRow; onAsk: (open: "fix" | "wont") => void }) {
  const move = useChange((state: CauseRow["state"]) => moveCause(cause.id, state), touchedCauses);
  const go = (state: CauseRow["state"]) => (state === "fixed" ? onAsk("fix") : state === "wont" ? onAsk("wont") : move.mutate(state));
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target><Button small busy={move.isPending} aria-label={`${w.state}: ${causeWords.states[cause.state]}`}>{causeWords.states[cause.state]}<ChevronDown aria-hidden /></Button></Menu.Target>
      <Menu.Dropdown>{states.filter((state) => state !== cause.state).map((state) => <Menu.Item key={state} onClick={() => go(state)}>{causeWords.states[state]}</Menu.Item>)}</Menu.Dropdown>
    </Menu>
  );
}

function Figures({ cause }: { cause: CauseRow }) {
  return (
    <dl className={styles.figures}>
      <div><dt>{w.size}</dt><dd>{causeWords.people(cause.people)}</dd></div>
      <div><dt>{w.week}</dt><dd>{causeWords.contactsLong(cause.contactsLastWeek).split(" ").slice(0, 2).join(" ")}</dd></div>
      <div><dt>{w.costWeek}</dt><dd data-none={!cause.costPerContact || undefined}>{costOf(cause) ?? w.unknownCost}</dd></div>
    </dl>
  );
}

export function Part({ title, act, children }: { title: string; act?: ReactNode; children: ReactNode }) {
  return <section className={styles.part} aria-label={title}><div className={styles.partHead}><h2>{title}</h2>{act}</div>{children}</section>;
}

function About({ cause, writes }: { cause: CauseRow; writes: boolean }) {
  const about = useAbout(cause.id);
  return (
    <Part title={w.about}>
      {about.isSuccess && about.rows.length === 0 ? <Empty title={w.aboutEmpty.title}>{w.aboutEmpty.words}</Empty>
        : <ul className={styles.rows}>{about.rows.map((row) => <li key={`${row.what} ${row.momentId ?? row.case}`}><AboutRow cause={cause} row={row} writes={writes} /></li>)}</ul>}
      {about.hasNextPage && <Button busy={about.isFetchingNextPage} onClick={() => void about.fetchNextPage()}>{w.more}</Button>}
    </Part>
  );
}

function AboutRow({ cause, row, writes }: { cause: CauseRow; row: CauseAbout; writes: boolean }) {
  const name = row.personName || words.person.nameless;
  const leave = useChange(() => letGo(cause.id, row.what === "case" ? { case: row.case! } : { moment: row.momentId! }), touchedCauses, w.letGone);
  const place = { ...(row.case && { case: row.case }), ...(row.momentId && { moment: row.momentId }) };
  return (
    <article className={styles.row}>
      <Avatar name={name} seed={row.personId} size={32} />
      <div className={styles.words}>
        <p className={styles.who}>
          <Link to="/people/$personId" params={{ personId: row.personId }} search={place} aria-label={w.open(name)}><b dir="auto">{name}</b></Link>
          <time dateTime={row.at} title={fullTime(row.at)}>{shortTime(row.at)}</time>
        </p>
        <p className={styles.said} dir="auto">{row.title && <b>{row.title} </b>}{row.text}</p>
        <p className={styles.place}><ChannelMark channel={row.channel} isPublic={row.visibility === "public"} />{row.case && <span>· {w.case(row.case)}</span>}</p>
      </div>
      {writes && <Button small look="plain" aria-label={w.letGoThis(name)} busy={leave.isPending} onClick={() => leave.mutate()}>{w.letGo}</Button>}
    </article>
  );
}
