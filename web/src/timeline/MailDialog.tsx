import { CalendarDays, Download, Image as Picture, ListTree } from "lucide-react";
import { useState } from "react";
import type { Appointment, MailAddressRow, MailView, Moment } from "../api/types";
import { useMe } from "../team/useMe";
import { Asked } from "../ui/Asked";
import { Button } from "../ui/Button";
import { Callout } from "../ui/Callout";
import { Dialog } from "../ui/Dialog";
import { fullTime } from "../ui/times";
import { mailWords } from "../words/mailWords";
import { AttachmentCard } from "./AttachmentCard";
import styles from "./mail.module.css";
import { MailFrame } from "./MailFrame";
import { MailMarks } from "./MailParts";
import { mailPage, mailSigns, useMail, useMailHeaders } from "./useMail";

const w = mailWords.read;

/** The whole mail, as it came and with its looks. What it would fetch from elsewhere stays out until somebody asks, for this mail alone. */
export function MailDialog({ moment, onClose }: { moment: Moment; onClose: () => void }) {
  const mail = useMail(moment.id);
  const admin = ["owner", "admin"].includes(useMe().teammate.role);
  const [headers, setHeaders] = useState(false);
  const subject = mail.data?.subject || (moment.detail?.subject as string | undefined) || w.noSubject;
  return (
    <Dialog open onClose={onClose} title={subject} width={860} acts={admin && <>
      <Button small look="plain" icon={<ListTree />} aria-expanded={headers} onClick={() => setHeaders(!headers)}>{w.headers}</Button>
      <a className={styles.save} href={`/api/moments/${moment.id}/mail/raw`} download><Download aria-hidden />{w.raw}</a>
    </>}>
      <Asked query={mail}>{(whole) => <>
        <MailHead mail={whole} />
        <MailMarks signs={{ ...mailSigns(moment), marks: mailSigns(moment).marks.filter((mark) => mark !== "defects" && mark !== "invite") }} />
        {whole.appointment && <AppointmentCard card={whole.appointment} />}
        {whole.defects.length > 0 && <Defects defects={whole.defects} />}
        <MailLooks id={moment.id} subject={subject} pictures={whole.remotePictures} />
        {moment.attachments.length > 0 && <section aria-label={w.files} className={styles.files}>{moment.attachments.map((file) => <AttachmentCard key={file.hash + file.name} file={file} />)}</section>}
        {headers && <Headers id={moment.id} />}
      </>}</Asked>
    </Dialog>
  );
}

export function MailHead({ mail }: { mail: MailView }) {
  const answersElsewhere = mail.replyTo.some((one) => !mail.from.some((other) => other.address === one.address));
  return (
    <dl className={styles.head}>
      <Line name={w.from} people={mail.from} />
      <Line name={w.to} people={mail.to} />
      <Line name={w.copies} people={mail.cc} />
      {answersElsewhere && <Line name={w.answersTo} people={mail.replyTo} />}
      <div><dt>{mail.sentAt ? w.sent : w.came}</dt><dd><time dateTime={mail.sentAt ?? mail.receivedAt}>{fullTime(mail.sentAt ?? mail.receivedAt)}</time></dd></div>
    </dl>
  );
}

function Line({ name, people }: { name: string; people: MailAddressRow[] }) {
  if (people.length === 0) return null;
  return <div><dt>{name}</dt><dd>{people.map((one, index) => <span key={index} className={styles.person}>{one.name && <b>{one.name}</b>} <bdi>{one.address}</bdi></span>)}</dd></div>;
}

function MailLooks({ id, subject, pictures }: { id: string; subject: string; pictures: number }) {
  const [shown, setShown] = useState(false);
  return (
    <>
      {pictures > 0 && (shown
        ? <p className={styles.shown} role="status">{w.picturesShown}</p>
        : <Callout tone="calm" icon={<Picture />} act={<Button small onClick={() => setShown(true)}>{w.pictures(pictures)}</Button>}>{w.picturesWhy}</Callout>)}
      <MailFrame title={w.frame(subject)} page={mailPage(id, shown)} />
    </>
  );
}

export function AppointmentCard({ card }: { card: Appointment }) {
  return (
    <section className={styles.card} aria-label={w.appointment}>
      <CalendarDays aria-hidden />
      <div>
        <p className={styles.cardTitle}>{card.method.toUpperCase() === "CANCEL" && `${w.appointmentGone}: `}{card.summary || w.appointment}</p>
        <dl className={styles.head}>
          {card.start && <div><dt>{w.when}</dt><dd>{card.end ? span(card.start, card.end) : fullTime(card.start)}</dd></div>}
          {card.location && <div><dt>{w.where}</dt><dd>{card.location}</dd></div>}
          {card.organizer && <div><dt>{w.invitedBy}</dt><dd>{card.organizer}</dd></div>}
        </dl>
      </div>
    </section>
  );
}

const long = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });

const span = (start: string, end: string) => long.formatRange(new Date(start), new Date(end));

function Defects({ defects }: { defects: MailView["defects"] }) {
  return <details className={styles.defects}><summary>{w.defects}</summary><ul>{defects.map((defect) => <li key={defect.code}>{defect.words}</li>)}</ul></details>;
}

function Headers({ id }: { id: string }) {
  const headers = useMailHeaders(id);
  return <Asked query={headers}>{(page) => <dl className={styles.headers} tabIndex={0} aria-label={w.headers}>{page.items.map((header, index) => <div key={index}><dt>{header.name}</dt><dd>{header.value}</dd></div>)}</dl>}</Asked>;
}
