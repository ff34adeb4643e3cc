import type { Moment } from "../api/types";
import { lazily } from "../ui/lazily";
import { LineMoment } from "./LineMoment";
import { MessageBubble } from "./MessageBubble";
import { NoteBubble } from "./NoteBubble";
import type { Row } from "./rows";
import styles from "./timeline.module.css";

const CallBubble = lazily(() => import("./CallBubble").then((part) => part.CallBubble), <div className={styles.awaited} />);

export interface MomentActs {
  mayWrite: boolean;
  personName: string;
  undoSeconds: number;
  onReply: (moment: Moment) => void;
  onPlace: (moment: Moment) => void;
  onHide: (moment: Moment) => void;
  onUndo: (moment: Moment) => void;
  onRetry: (moment: Moment) => void;
  onSettle: (moment: Moment, sent: boolean) => void;
}

export interface MomentViewProps { row: Row; colour: string | undefined; acts: MomentActs; lit?: boolean }

export function MomentView({ row, colour, acts, lit }: MomentViewProps) {
  if (row.kind === "day") return <h3 className={styles.day}>{row.label}</h3>;
  if (row.kind === "message") return <MessageBubble moment={row.moment} promised={row.promised} subject={row.subject} colour={colour} acts={acts} lit={lit} />;
  if (row.kind === "note") return <NoteBubble moment={row.moment} colour={colour} lit={lit} />;
  if (row.kind === "call") return <CallBubble moment={row.moment} colour={colour} mayWrite={acts.mayWrite} lit={lit} />;
  return <LineMoment moment={row.moment} personName={acts.personName} />;
}
