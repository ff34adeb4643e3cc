import { Menu, Tooltip } from "@mantine/core";
import { Check, Globe, Inbox, Lightbulb, MoveRight, Paperclip } from "lucide-react";
import { useRef, useState, type ReactNode } from "react";
import { CaseRowView } from "../cases/CaseRowView";
import { Chip, Badge } from "../ui/Chip";
import { ChannelMark } from "../connections/ChannelMark";
import { RichText } from "../conversations/RichText";
import { AppointmentCard, MailHead } from "../timeline/MailDialog";
import { MomentView } from "../timeline/MomentView";
import { Avatar } from "../ui/Avatar";
import { Button, IconButton } from "../ui/Button";
import { Callout, InlineAct } from "../ui/Callout";
import { Dialog } from "../ui/Dialog";
import { Empty, Failed } from "../ui/Empty";
import { MultiSelect, PasswordInput, Select, Switch, Textarea, TextInput } from "../ui/fields";
import { Kbd } from "../ui/Kbd";
import { Mark } from "../ui/Mark";
import { Segments, ThemeSwitch } from "../ui/Segments";
import { SkeletonRows, SkeletonText } from "../ui/Skeleton";
import { Tick, type TickState } from "../ui/Tick";
import { say } from "../ui/Toasts";
import { settingsWords } from "../words/settingsWords";
import { words } from "../words/words";
import styles from "./design.module.css";
import { quietActs, sampleCases, sampleMail, sampleRows } from "./designSamples";

const tones = ["calm", "good", "warm", "hot", "public", "note"] as const;
const ticks: TickState[] = ["queued", "sending", "sent", "delivered", "read", "failed", "unsure", "withdrawn"];

/** Designer's bench, screenshot test and documentation in one. */
export function DesignPage() {
  return (
    <main className={styles.page}>
      <header className={styles.head}>
        <Mark size={28} />
        <div><h1 className={styles.title}>{settingsWords.design.title}</h1><p>{settingsWords.design.lead}</p></div>
        <ThemeSwitch label={words.theme.label} names={words.theme} />
      </header>
      <Colours />
      <Buttons />
      <Inputs />
      <Marks />
      <Lists />
      <Moments />
      <Mail />
      <States />
      <Over />
    </main>
  );
}

function Bench({ name, children, wide }: { name: string; children: ReactNode; wide?: boolean }) {
  return <section className={styles.bench}><h2 className={styles.name}>{name}</h2><div className={wide ? styles.wide : styles.shown}>{children}</div></section>;
}

const tokens = ["paper", "surface", "sunken", "line", "line-strong", "edge", "ink", "ink-2", "ink-3", "accent", "accent-soft", "public", "public-soft", "note", "warm", "warm-soft", "hot", "hot-soft", "case-1", "case-2", "case-3", "case-4", "case-5"];

function Colours() {
  return <Bench name="Colours">{tokens.map((token) => <figure key={token} className={styles.swatch}><i style={{ background: `var(--${token})` }} /><figcaption>{token}</figcaption></figure>)}</Bench>;
}

function Buttons() {
  const [view, setView] = useState<"day" | "week">("day");
  return (
    <Bench name="Buttons">
      {(["primary", "quiet", "plain", "public", "danger"] as const).map((look) => (
        <span key={look} className={styles.column}>
          <Button look={look}>Send</Button><Button look={look} icon={<Check />}>Close</Button><Button look={look} keys="Ctrl ⏎">Send</Button><Button look={look} disabled>Not yet</Button><Button look={look} busy>Sending</Button>
        </span>
      ))}
      <span className={styles.column}>
        <IconButton label="Attach a file"><Paperclip /></IconButton><IconButton label="Attached" on><Paperclip /></IconButton><IconButton label="Not now" disabled><Paperclip /></IconButton>
      </span>
      <Segments label="View" value={view} onChange={setView} options={[{ value: "day", label: "Day" }, { value: "week", label: "Week" }]} />
    </Bench>
  );
}

function Inputs() {
  return (
    <Bench name="Fields">
      <TextInput label="Name" description="As you would say it" placeholder="Nomsa Ndlovu" />
      <TextInput label="Email" defaultValue="nomsa@" error="There is no address like this." />
      <TextInput label="Number" defaultValue="41" disabled />
      <PasswordInput label="Password" defaultValue="a long sentence" miw={200} />
      <Textarea label="Words" rows={3} placeholder="Write here" />
      <Select label="Department" data={["Care", "Accounts"]} defaultValue="Care" />
      <MultiSelect label="Members" data={["Rosa Meyer", "Omar Haddad", "Mina Botha"]} defaultValue={["Rosa Meyer"]} />
      <span className={styles.column}><Switch label="Switched on" defaultChecked /><Switch label="Switched off" /><Switch label="Not for you" disabled /></span>
    </Bench>
  );
}

function Marks() {
  return (
    <>
      <Bench name="Marks">
        {["Nomsa Ndlovu", "Sipho Maseko", "Johan Pretorius", "Amina Farouk", "Lerato Khumalo"].map((name) => <Avatar key={name} name={name} />)}
        <Avatar name="Rosa" size={26} /><Avatar name="" size={26} />
        {tones.map((tone) => <Badge key={tone} tone={tone}>{tone}</Badge>)}
        {ticks.map((state) => <span key={state} className={styles.pair}><Tick state={state} label={words.delivery[state]} /> {words.delivery[state]}</span>)}
        {["sms", "webchat", "email", "http", "whatsapp", "voice"].map((channel) => <ChannelMark key={channel} channel={channel} />)}
        <ChannelMark channel="facebook" isPublic />
        <Kbd keys="Ctrl K" /><Kbd keys="J" />
        <Chip on colour="var(--case-1)">Funeral cover offer</Chip><Chip colour="var(--case-2)">Debit date</Chip><Chip>+ case</Chip>
      </Bench>
      <Bench name="Words beside the work" wide>
        {(["calm", "good", "warm", "hot", "public"] as const).map((tone) => (
          <Callout key={tone} tone={tone} icon={tone === "public" ? <Globe /> : <Lightbulb />} act={<InlineAct onClick={() => undefined}>Why?</InlineAct>}>
            {tone === "public" ? words.composer.public : "A policy number. Fine here, this is private; it would be stopped in public."}
          </Callout>
        ))}
      </Bench>
    </>
  );
}

function Lists() {
  return <Bench name="Cases in a list" wide><div className={styles.list}>{sampleCases().map((kase, index) => <CaseRowView key={kase.id} row={kase} on={index === 1} />)}</div></Bench>;
}

function Moments() {
  return <Bench name="Moments" wide><div className={styles.timeline}>{sampleRows().map((row) => <MomentView key={row.key} row={row} colour={row.kind === "message" ? "var(--case-1)" : undefined} acts={quietActs} lit={row.key === "lit"} />)}</div></Bench>;
}

function Mail() {
  const box = useRef(null);
  const [html, setHtml] = useState("<p>Dear Lindiwe,</p><p><strong>Yes</strong>, the greenhouse is covered:</p><ul><li><p>glass</p></li><li><p>frame</p></li></ul><blockquote><p>Does it cover hail?</p></blockquote>");
  return (
    <Bench name="Mail" wide>
      <div className={styles.card}><MailHead mail={sampleMail} /></div>
      <div className={styles.card}><AppointmentCard card={sampleMail.appointment!} /></div>
      <div className={styles.card}>
        <RichText box={box} html={html} placeholder={words.composer.placeholder("Lindiwe")} answers={[]} documents={[]} onDocument={() => ""} fill={(answer) => answer.text} onWords={setHtml} onSend={() => undefined} onFiles={() => undefined} onLeave={() => undefined} />
      </div>
    </Bench>
  );
}

function States() {
  return (
    <>
      <Bench name="Loading"><div className={styles.card}><SkeletonRows count={2} label={words.loading} /></div><div className={styles.card}><SkeletonText label={words.loading} /></div></Bench>
      <Bench name="Empty and broken">
        <div className={styles.card}><Empty icon={<Inbox />} title={words.inbox.empty.mine.title} step={<Button>{words.inbox.seeUnassigned}</Button>}>{words.inbox.empty.mine.words}</Empty></div>
        <div className={styles.card}><Failed title={words.failedTitle} words={words.unreachable} again={words.again} onAgain={() => undefined} /></div>
      </Bench>
    </>
  );
}

function Over() {
  const [open, setOpen] = useState(false);
  return (
    <Bench name="What opens">
      <Button onClick={() => setOpen(true)}>A dialog</Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Join two cases of this person" lead={words.case.mergeLead} acts={<Button look="primary" onClick={() => setOpen(false)}>{words.case.merge}</Button>}><TextInput label="Title" /></Dialog>
      <Menu><Menu.Target><Button>A menu</Button></Menu.Target><Menu.Dropdown><Menu.Label>What to do</Menu.Label><Menu.Item leftSection={<MoveRight size={15} />}>Move it</Menu.Item><Menu.Item disabled>Not now</Menu.Item></Menu.Dropdown></Menu>
      <Tooltip label="Says what it is"><Button>A hint</Button></Tooltip>
      <Button onClick={() => say(words.case.closed, { act: { label: words.undo, run: () => undefined } })}>A word with an undo</Button>
      <Button onClick={() => say(words.unreachable, { bad: true })}>Bad news</Button>
    </Bench>
  );
}
