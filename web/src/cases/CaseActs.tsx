import { Menu } from "@mantine/core";
import { Check, Ellipsis, Moon, RotateCcw, UserRoundPlus } from "lucide-react";
import { useState } from "react";
import type { CaseRow } from "../api/types";
import { useMacroOffer } from "../macros/offeredMacro";
import { Button, IconButton } from "../ui/Button";
import { lazily } from "../ui/lazily";
import { shortTime } from "../ui/times";
import { useKeys } from "../ui/useKeys";
import { words } from "../words/words";
import { AssignMenu } from "./AssignMenu";
import styles from "./caseActs.module.css";
import type { MenuDialog } from "./CaseMenu";
import { snoozeTimes } from "./snoozeTimes";
import { useCaseActs } from "./useCaseActs";

const MergeCaseDialog = lazily(() => import("./CaseDialogs").then((part) => part.MergeCaseDialog));
const PromiseDialog = lazily(() => import("./CaseDialogs").then((part) => part.PromiseDialog));
const RenameDialog = lazily(() => import("./CaseDialogs").then((part) => part.RenameDialog));
const SnoozeDialog = lazily(() => import("./CaseDialogs").then((part) => part.SnoozeDialog));

const CaseMenu = lazily(() => import("./CaseMenu").then((part) => part.CaseMenu), <IconButton label={words.case.acts} disabled><Ellipsis /></IconButton>);
const RemindDialog = lazily(() => import("./RemindDialog").then((part) => part.RemindDialog));
const RunMacroDialog = lazily(() => import("../macros/RunMacroDialog").then((part) => part.RunMacroDialog));
const GatherDialog = lazily(() => import("../causes/GatherDialog").then((part) => part.GatherDialog));
const AskDialog = lazily(() => import("./AskDialog").then((part) => part.AskDialog));
const EndAsksDialog = lazily(() => import("./EndAsksDialog").then((part) => part.EndAsksDialog));
const OwesDialog = lazily(() => import("./OwesDialog").then((part) => part.OwesDialog));

type Open = MenuDialog | "end" | "owes" | "assign" | "snooze" | "later" | null;

/** The three acts used most stand in the open; the others are one press away. */
export function CaseActs({ kase, others, onPublic, onWords }: { kase: CaseRow; others: CaseRow[]; onPublic?: (text: string | null) => void; onWords?: (text: string) => void }) {
  const [open, setOpen] = useState<Open>(null);
  const [macro, setMacro] = useState<string | null>(null);
  const acts = useCaseActs(kase.number);
  const closed = kase.state === "closed";
  const close = () => { setOpen(null); setMacro(null); };
  const closeOrAsk = () => (kase.waitsOn ? setOpen("end") : kase.owesPublicSince ? setOpen("owes") : acts.close());
  useKeys({ q: () => !closed && setOpen("ask"), c: () => (closed ? acts.reopen() : closeOrAsk()), s: () => setOpen("snooze"), a: () => setOpen("assign") });

  useMacroOffer((id) => { setMacro(id); setOpen("macro"); });

  return (
    <div className={styles.acts}>
      <AssignMenu kase={kase} open={open === "assign"} onOpen={(next) => setOpen(next ? "assign" : null)}>
        <Button small icon={<UserRoundPlus />} className={styles.folding} aria-label={words.case.assign}><span>{words.case.assign}</span></Button>
      </AssignMenu>
      <Menu opened={open === "snooze"} onChange={(next) => setOpen(next ? "snooze" : null)} position="bottom-end" width={236}>
        <Menu.Target><Button small icon={<Moon />} className={styles.folding} aria-label={words.case.snooze}><span>{words.case.snooze}</span></Button></Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{words.case.snoozeTitle}</Menu.Label>
          {kase.state === "snoozed" && <Menu.Item onClick={acts.wake}>{words.case.wake}</Menu.Item>}
          {snoozeTimes().map(({ label, until }) => (
            <Menu.Item key={label} onClick={() => acts.snooze(until.toISOString())} rightSection={<span className={styles.time}>{shortTime(until)}</span>}>{label}</Menu.Item>
          ))}
          <Menu.Item onClick={() => setOpen("later")} closeMenuOnClick={false}>{words.case.pickTime}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button small icon={closed ? <RotateCcw /> : <Check />} className={styles.folding} aria-label={closed ? words.case.reopen : words.case.close} onClick={closed ? acts.reopen : closeOrAsk}>
        <span>{closed ? words.case.reopen : words.case.close}</span>
      </Button>
      <CaseMenu kase={kase} acts={acts} onOpen={setOpen} />
      {open === "ask" && <AskDialog kase={kase} onClose={close} />}
      {open === "end" && <EndAsksDialog kase={kase} onClose={close} onEnd={acts.closeAndEnd} />}
      {open === "cause" && <GatherDialog about={{ case: kase.number }} onClose={close} />}
      {open === "owes" && <OwesDialog kase={kase} closing onClose={close} onAnswer={onPublic} onEnding={acts.closeWithout} />}
      {open === "later" && <SnoozeDialog onClose={close} onSnooze={acts.snooze} />}
      {open === "promise" && <PromiseDialog kase={kase} onClose={close} onPromise={acts.promise} />}
      {open === "merge" && <MergeCaseDialog kase={kase} others={others} onClose={close} onMerge={acts.merge} />}
      {open === "remind" && <RemindDialog kase={kase} onClose={close} />}
      {open === "macro" && <RunMacroDialog kase={kase} chosen={macro} onClose={close} onWords={onWords} />}
      {open === "rename" && <RenameDialog kase={kase} onClose={close} onRename={acts.rename} />}
    </div>
  );
}
