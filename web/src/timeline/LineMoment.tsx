import { Ban, Check, Eye, EyeOff, CircleDot, Clock, Globe, Link2, MessageSquareLock, Mail, Moon, MoveRight, RotateCcw, Split, UserRoundCheck, UsersRound } from "lucide-react";
import type { ComponentType } from "react";
import type { Moment } from "../api/types";
import { channelName } from "../connections/ChannelMark";
import { lazily } from "../ui/lazily";
import { fullTime, shortTime, timeOfDay } from "../ui/times";
import { words } from "../words/words";
import styles from "./line.module.css";
import { dueOf } from "./rows";

const AskLine = lazily(() => import("./AskLine").then((part) => part.AskLine));
const CauseLine = lazily(() => import("../causes/CauseLine").then((part) => part.CauseLine));

type Icon = ComponentType<{ "aria-hidden"?: boolean }>;

const icons: Record<string, Icon> = {
  went_on: Link2, case_opened: CircleDot, case_closed: Check, case_reopened: RotateCcw, case_assigned: UserRoundCheck, case_waiting: Clock, case_snoozed: Moon,
  case_merged: Link2, case_unmerged: Split, promised: Clock, public_settled: Globe, public_owed: Globe, hidden: EyeOff, shown: Eye, took_private: MessageSquareLock, merged: UsersRound, unmerged: Split, placed: MoveRight, consent: Check, blocked: Ban, unblocked: Check, handle_verified: Check, copied: Mail, mailed_on: Mail, elsewhere: EyeOff,
};

/** A line across, said in a sentence: not a break, the conversation goes on. */
export function LineMoment({ moment, personName }: { moment: Moment; personName: string }) {
  if (moment.detail?.cause) return <p className={styles.line}><span className={styles.words}><CauseLine moment={moment} /></span></p>;
  if (moment.detail?.ask) return <p className={styles.line}><span className={styles.words}><AskLine moment={moment} /></span></p>;
  const Icon = icons[moment.kind] ?? CircleDot;
  const url = moment.kind === "public_settled" && typeof moment.detail?.url === "string" ? moment.detail.url : null;
  return (
    <p className={styles.line}>
      <span className={styles.words}>
        <Icon aria-hidden />
        <span>{lineWords(moment, personName)}{url && <> · <a href={url} target="_blank" rel="noopener noreferrer nofollow">{words.moment.whereSaid}</a></>} · <time dateTime={moment.at} title={fullTime(moment.at)}>{timeOfDay(moment.at)}</time></span>
      </span>
    </p>
  );
}

export function lineWords(moment: Moment, personName: string): string {
  const w = words.moment;
  const who = moment.author.name || (moment.author.kind === "person" ? personName : words.system);
  const number = String(moment.caseNumber ?? "");
  const told = (key: string) => (typeof moment.detail?.[key] === "string" ? (moment.detail[key] as string) : null);
  const over = moment.detail?.over === true;
  const kinds: Record<string, () => string> = {
    case_opened: () => w.caseOpened(number, told("title") ? `: ${told("title")}` : "") + (told("ruleName") ? w.sentBy(told("departmentName") ?? "", told("ruleName")!) : told("departmentName") ? w.sentTo(told("departmentName")!) : ""),
    case_closed: () => (told("whyNotInPublic") ? w.closedWithoutWord(w.caseClosed(number, who), told("whyNotInPublic")!) : w.caseClosed(number, who)),
    public_settled: () => (told("url") ? w.saidThere(who, told("why") ?? "") : w.publicSettled(who, told("why") ?? "")),
    public_owed: () => w.publicOwed,
    hidden: () => w.hidden(who, personName, told("why") ?? ""),
    shown: () => w.shown(who, personName),
    took_private: () => w.tookPrivate(who),
    automated: () => moment.detail?.undone === true ? w.unautomated(who, told("automation") ?? "") : w.automated(told("automation") ?? "", (moment.detail?.tags as string[] | undefined)?.join(", ") ?? ""),
    how_it_was: () => w.howItWas(who, moment.detail?.answer, told("comment")),
    case_reopened: () => w.caseReopened(number),
    case_assigned: () => assigned(moment, number, who, told("ownerName") ?? told("to"), told("departmentName") ?? told("branchName")),
    case_waiting: () => (over ? w.caseBack(number) : w.caseWaiting(number)),
    case_snoozed: () => (over ? w.caseBack(number) : w.caseSnoozed(number, told("until") ? shortTime(told("until")!) : "")),
    case_merged: () => w.caseMerged(number),
    case_unmerged: () => w.caseUnmerged(number),
    promised: () => w.promised(shortTime(dueOf(moment) ?? moment.at)),
    went_on: () => wentOn(moment, personName, told("channel") ?? told("to") ?? moment.channel, told("from")),
    merged: () => w.merged(told("fromName") ?? words.someone),
    unmerged: () => w.unmerged(told("fromName") ?? words.someone),
    placed: () => w.placed(who),
    consent: () => (moment.detail?.purpose === "outreach" ? offers(moment.detail.given === true, channelName(told("channel"))) : moment.detail?.given === false ? w.consentNo : w.consentYes),
    blocked: () => w.blocked(who),
    unblocked: () => w.unblocked(who),
    handle_verified: () => w.handleVerified,
    copied: () => withEnding(moment, moment.author.kind === "person" ? w.copiedBySelf(told("to") ?? "") : w.copied(who, told("to") ?? "")),
    elsewhere: () => w.elsewhere,
    mailed_on: () => withEnding(moment, w.mailedOn(told("to") ?? "")),
  };
  return moment.text || (kinds[moment.kind]?.() ?? w.other(moment.kind));
}

/** What goes out by itself says only when it did not arrive. */
function withEnding(moment: Moment, said: string): string {
  const state = moment.deliveries[0]?.state;
  return state === "failed" ? `${said}, ${words.moment.notArrived}` : state === "withdrawn" ? `${said}, ${words.moment.notSent}` : said;
}

function offers(given: boolean, channel: string): string {
  return given ? words.moment.offersYes(channel) : words.moment.offersNo(channel);
}

function assigned(moment: Moment, number: string, who: string, to: string | null, department: string | null): string {
  const w = words.moment;
  if (to && moment.author.kind === "teammate" && to === who) return w.caseTaken(number, who);
  if (to ?? department) return w.caseAssigned(number, who, (to ?? department)!);
  return w.caseUnassigned(number, who);
}

function wentOn(moment: Moment, personName: string, channel: string | null, from: string | null): string {
  const w = words.moment;
  if (moment.author.kind === "teammate") return w.weWentOn(moment.author.name, channelName(channel));
  const first = personName.split(" ")[0] ?? personName;
  return from ? w.wentOnFrom(first, channelName(channel), channelName(from)) : w.wentOn(first, channelName(channel));
}
