import { Menu } from "@mantine/core";
import { Eye, EyeOff, ThumbsUp, Waypoints } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { Moment } from "../api/types";
import { Button } from "../ui/Button";
import { InlineAct } from "../ui/Callout";
import { mayWrite, useMe } from "../team/useMe";
import { Dialog } from "../ui/Dialog";
import { Textarea } from "../ui/fields";
import { lazily } from "../ui/lazily";
import { fullTime } from "../ui/times";
import { publicWords } from "../words/publicWords";
import { words } from "../words/words";
import styles from "./acts.module.css";
import { useActOn, useMay } from "./actOn";

const GatherDialog = lazily(() => import("../causes/GatherDialog").then((part) => part.GatherDialog));

const w = publicWords.acts;

/** In the menu of a bubble. */
export function ActItems({ moment, onHide }: { moment: Moment; onHide: (moment: Moment) => void }) {
  const may = useMay(moment);
  const acts = useActOn(moment);
  return (
    <>
      {may.like && <Menu.Item leftSection={<ThumbsUp size={15} />} onClick={() => void (moment.liked ? acts.unlike() : acts.like())}>{moment.liked ? w.unlike : w.like}</Menu.Item>}
      {may.hide && <Menu.Item leftSection={moment.hidden ? <Eye size={15} /> : <EyeOff size={15} />} onClick={() => (moment.hidden ? void acts.show() : onHide(moment))}>{moment.hidden ? w.show : w.hide}</Menu.Item>}
    </>
  );
}

/** In the open, on the page of the post. */
export function ActButtons({ moment }: { moment: Moment }) {
  const may = useMay(moment);
  const acts = useActOn(moment);
  const [going, setGoing] = useState(false);
  const [hiding, setHiding] = useState(false);
  const [gathering, setGathering] = useState(false);
  const writes = mayWrite(useMe().teammate.role);
  const go = (run: () => Promise<boolean>) => { setGoing(true); void run().finally(() => setGoing(false)); };
  return (
    <>
      {may.like && <button type="button" className={styles.act} disabled={going} aria-pressed={moment.liked != null} onClick={() => go(moment.liked ? acts.unlike : acts.like)}><ThumbsUp aria-hidden />{moment.liked ? w.unlike : w.likeShort}</button>}
      {may.hide && <button type="button" className={styles.act} disabled={going} onClick={() => (moment.hidden ? go(acts.show) : setHiding(true))}>{moment.hidden ? <Eye aria-hidden /> : <EyeOff aria-hidden />}{moment.hidden ? w.showShort : w.hideShort}</button>}
      {writes && moment.direction === "in" && <button type="button" className={styles.act} onClick={() => setGathering(true)}><Waypoints aria-hidden />{words.case.cause}</button>}
      {gathering && <GatherDialog about={{ moment: moment.id }} onClose={() => setGathering(false)} />}
      {hiding && <HideDialog moment={moment} onClose={() => setHiding(false)} />}
    </>
  );
}

/** Nobody hides without saying why. */
export function HideDialog({ moment, onClose }: { moment: Moment; onClose: () => void }) {
  const [why, setWhy] = useState("");
  const [going, setGoing] = useState(false);
  const acts = useActOn(moment);
  const hide = async () => {
    setGoing(true);
    const done = await acts.hide(why.trim());
    setGoing(false);
    if (done) onClose();
  };
  return (
    <Dialog open onClose={onClose} width={460} title={w.hideTitle(moment.author.name || words.person.nameless)} lead={w.hideLead}
      acts={<Button look="primary" busy={going} disabled={!why.trim()} onClick={() => void hide()}>{w.hideIt}</Button>}>
      <blockquote className={styles.said} dir="auto">{moment.text}</blockquote>
      <Textarea label={w.why} description={w.whyHint} rows={2} maxLength={500} value={why} onChange={(event) => setWhy(event.currentTarget.value)} required data-autofocus />
    </Dialog>
  );
}

/** The words of what we hid are folded, with who did it and why. */
export function Folded({ moment, children }: { moment: Moment; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const { by, why, at } = moment.hidden!;
  return (
    <>
      <p className={styles.hidden} title={fullTime(at)}>
        <EyeOff aria-hidden />
        <span>{w.hiddenBy(by || words.someone, why ?? "")} <InlineAct onClick={() => setOpen(!open)}>{open ? w.fold : w.unfold}</InlineAct></span>
      </p>
      {open && <div className={styles.unfolded}>{children}</div>}
    </>
  );
}

/** Said under it, for whoever reads. */
export function LikedLine({ moment }: { moment: Moment }) {
  return <p className={styles.liked} title={fullTime(moment.liked!.at)}><ThumbsUp aria-hidden />{w.likedBy(moment.liked!.by || words.someone)}</p>;
}
