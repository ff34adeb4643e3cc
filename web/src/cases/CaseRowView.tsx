import { Globe } from "lucide-react";
import { ChannelMark } from "../connections/ChannelMark";
import type { CaseRow } from "../api/types";
import { Avatar } from "../ui/Avatar";
import { fullTime } from "../ui/times";
import { words } from "../words/words";
import styles from "./caseRow.module.css";
import { spanWords } from "./promise";
import { PromiseMark } from "./PromiseMark";

export function CaseRowView({ row, on }: { row: CaseRow; on?: boolean }) {
  return (
    <div className={styles.row} data-on={on || undefined} data-new={row.isNew || undefined}>
      <Avatar name={row.personName} seed={row.personId} />
      <div className={styles.head}>
        <span className={styles.name}>{row.personName || words.person.nameless}</span>
        {row.isNew && <i className={styles.dot}><span className="unseen">{words.inbox.isNew}</span></i>}
        <span className={styles.promise}><PromiseMark due={row.promiseDue} state={row.state} /></span>
      </div>
      <p className={styles.text} dir="auto">{row.lastDirection === "out" && <span className={styles.us}>{words.inbox.us}: </span>}{row.lastText || (row.channel === "voice" ? words.channels.voice : words.inbox.noWords)}</p>
      <div className={styles.about}>
        {row.channel && !(row.owesPublicSince && row.lastVisibility === "public") && <><ChannelMark channel={row.channel} isPublic={row.lastVisibility === "public"} /><span aria-hidden>·</span></>}
        <span className={styles.title}>{row.title ? `${row.title} · ` : ""}{row.departmentName}</span>
        {row.owesPublicSince && <span className={styles.owed} title={fullTime(row.owesPublicSince)}><Globe aria-hidden />{words.case.owed(spanWords(Date.now() - new Date(row.owesPublicSince).getTime()))} ·</span>}
        {row.waitsOn && row.waitsUntil && <span className={styles.waits} title={fullTime(row.waitsUntil)}>· {words.case.waitsOn(row.waitsOn)} <PromiseMark due={row.waitsUntil} state="open" /></span>}
        {row.state !== "open" && <span className={styles.state}>· {words.case.states[row.state]}</span>}
        {row.ownerName && <span className={styles.owner} title={row.ownerName}><Avatar name={row.ownerName} seed={row.ownerId!} picture={row.ownerPictureUrl} size={18} /><span className="unseen">{row.ownerName}</span></span>}
      </div>
    </div>
  );
}
