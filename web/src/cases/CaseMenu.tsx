import { Menu } from "@mantine/core";
import { Bell, Ellipsis, Hourglass, Link2, MessageCircleQuestion, PenLine, Timer, Waypoints, Zap } from "lucide-react";
import type { CaseRow } from "../api/types";
import { IconButton } from "../ui/Button";
import { lightWords } from "../words/lightWords";
import { words } from "../words/words";
import type { useCaseActs } from "./useCaseActs";

export type MenuDialog = "ask" | "promise" | "rename" | "cause" | "merge" | "remind" | "macro";

/** What is done with a case less often. */
export function CaseMenu({ kase, acts, onOpen }: { kase: CaseRow; acts: ReturnType<typeof useCaseActs>; onOpen: (dialog: MenuDialog) => void }) {
  return (
    <Menu position="bottom-end" width={236}>
      <Menu.Target><IconButton label={words.case.acts}><Ellipsis /></IconButton></Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Bell size={15} />} onClick={() => onOpen("remind")}>{lightWords.remind.item}</Menu.Item>
        <Menu.Item leftSection={<Zap size={15} />} onClick={() => onOpen("macro")}>{lightWords.macros.item}</Menu.Item>
        {kase.state === "waiting"
          ? <Menu.Item leftSection={<Hourglass size={15} />} onClick={acts.stopWaiting}>{words.case.notWaiting}</Menu.Item>
          : <Menu.Item leftSection={<Hourglass size={15} />} onClick={acts.wait}>{words.case.waiting}</Menu.Item>}
        {kase.state !== "closed" && <Menu.Item leftSection={<MessageCircleQuestion size={15} />} onClick={() => onOpen("ask")}>{words.case.ask}</Menu.Item>}
        <Menu.Item leftSection={<Timer size={15} />} onClick={() => onOpen("promise")}>{words.case.promise}</Menu.Item>
        <Menu.Item leftSection={<PenLine size={15} />} onClick={() => onOpen("rename")}>{words.case.rename}</Menu.Item>
        <Menu.Item leftSection={<Waypoints size={15} />} onClick={() => onOpen("cause")}>{words.case.cause}</Menu.Item>
        <Menu.Item leftSection={<Link2 size={15} />} onClick={() => onOpen("merge")}>{words.case.merge}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
