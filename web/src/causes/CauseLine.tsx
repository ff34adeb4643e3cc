import { Link } from "@tanstack/react-router";
import { Waypoints } from "lucide-react";
import type { Moment } from "../api/types";
import { fullTime, timeOfDay } from "../ui/times";
import { causeWords } from "../words/causeWords";
import { words } from "../words/words";

const w = causeWords.line;

/** On the timeline of whom it concerns, with the way to the cause. */
export function CauseLine({ moment }: { moment: Moment }) {
  const { cause, title } = moment.detail as { cause: string; title: string };
  const who = moment.author.name || words.someone;
  const said = moment.kind === "told" ? w.told(title) : moment.kind === "let_go" ? w.let_go(who, title) : w.gathered(who, title);
  return (
    <><Waypoints aria-hidden /><span><Link to="/causes/$causeId" params={{ causeId: cause }}>{said}</Link> · <time dateTime={moment.at} title={fullTime(moment.at)}>{timeOfDay(moment.at)}</time></span></>
  );
}
