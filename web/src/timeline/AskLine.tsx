import { MessageCircleQuestion } from "lucide-react";
import type { Moment } from "../api/types";
import { fullTime, timeOfDay } from "../ui/times";
import { askWords as w } from "../words/askWords";
import { words } from "../words/words";

/** On the timeline, for us alone: who asked which department what, and who answered. */
export function AskLine({ moment }: { moment: Moment }) {
  const department = String(moment.detail?.departmentName ?? "");
  const said = w.lines[moment.kind]?.(moment.author.name || words.someone, department) ?? department;
  return (
    <><MessageCircleQuestion aria-hidden /><span>{said}{moment.text && <>: <q dir="auto">{moment.text}</q></>} · <time dateTime={moment.at} title={fullTime(moment.at)}>{timeOfDay(moment.at)}</time></span></>
  );
}
