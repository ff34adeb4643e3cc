import type { Delivery, Moment } from "../api/types";
import { Tick } from "../ui/Tick";
import { useSeconds } from "../ui/useSeconds";
import { words } from "../words/words";
import styles from "./bubble.module.css";
import type { MomentActs } from "./MomentView";

/** What became of a message: a tick while all is well, words and a way out when it is not. */
export function DeliveryLine({ moment, acts }: { moment: Moment; acts: MomentActs }) {
  return <>{moment.deliveries.map((delivery) => <OneDelivery key={delivery.handleId} delivery={delivery} moment={moment} acts={acts} />)}</>;
}

function OneDelivery({ delivery, moment, acts }: { delivery: Delivery; moment: Moment; acts: MomentActs }) {
  const label = words.delivery[delivery.state];
  // An id made by a browser tells nobody anything; a number or address does.
  const readable = /[@+]/.test(delivery.to);
  const several = moment.deliveries.length > 1;
  return (
    <span className={styles.delivery}>
      {(several || delivery.state === "delivered" || delivery.state === "read") && readable && <span className={styles.dot}>{words.delivery.to(delivery.to)}</span>}
      {delivery.state === "failed" && <span className={styles.bad}>{delivery.problem?.words ?? label}</span>}
      {delivery.state === "unsure" && <span className={styles.unsure}>{label}</span>}
      {delivery.state === "withdrawn" && <span>{label}</span>}
      <Tick state={delivery.state} label={label} />
      {delivery.state === "queued" && acts.mayWrite && <UndoSend delivery={delivery} moment={moment} acts={acts} />}
      {delivery.state === "failed" && delivery.problem?.canRetry !== false && acts.mayWrite && <button type="button" className={styles.act} onClick={() => acts.onRetry(moment)}>{words.delivery.retry}</button>}
      {delivery.state === "unsure" && acts.mayWrite && <>
        <button type="button" className={styles.act} onClick={() => acts.onSettle(moment, true)}>{words.delivery.arrived}</button>
        <button type="button" className={styles.act} onClick={() => acts.onSettle(moment, false)}>{words.delivery.notArrived}</button>
      </>}
    </span>
  );
}

function UndoSend({ delivery, moment, acts }: { delivery: Delivery; moment: Moment; acts: MomentActs }) {
  const until = delivery.nextAt ?? new Date(new Date(moment.recordedAt).getTime() + acts.undoSeconds * 1000).toISOString();
  const left = useSeconds(until);
  if (left <= 0 || delivery.tries > 0) return null;
  return (
    <>
      <span className="tabular">{words.delivery.leavesIn(left)}</span>
      <button type="button" className={styles.act} onClick={() => acts.onUndo(moment)}>{words.delivery.undo}</button>
    </>
  );
}
