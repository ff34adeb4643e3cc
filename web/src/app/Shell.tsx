import { Outlet, useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useLiveCases } from "../cases/useCases";
import { useLiveState, startLive } from "../live/connection";
import { useReturn } from "../live/registry";
import { useLiveNotices } from "../notices/useNotices";
import { lazily } from "../ui/lazily";
import { useKeys } from "../ui/useKeys";
import { say } from "../ui/Toasts";
import { words } from "../words/words";
import { Navigation } from "./Navigation";
import styles from "./shell.module.css";

const BringInDoor = lazily(() => import("./BringInDoor").then((part) => part.BringInDoor));
const NewMessageDoor = lazily(() => import("./NewMessageDoor").then((part) => part.NewMessageDoor));
const Palette = lazily(() => import("./Palette").then((part) => part.Palette));
const ShortcutsSheet = lazily(() => import("./ShortcutsSheet").then((part) => part.ShortcutsSheet));

export type Sheet = "palette" | "shortcuts" | "message" | "found" | null;

export function Shell() {
  const [sheet, setSheet] = useState<Sheet>(null);
  const navigate = useNavigate();
  const close = () => setSheet(null);
  useEffect(() => startLive(), []);
  useLiveCases();
  useLiveNotices();
  useReturn(() => say(words.live.back));
  useKeys({
    "mod+k": () => setSheet("palette"),
    "?": () => setSheet("shortcuts"),
    "/": () => void navigate({ to: "/search" }),
    m: () => setSheet("message"),
    b: () => setSheet("found"),
  });

  return (
    <div className={styles.shell}>
      <a href="#main" className={styles.skip}>{words.skip}</a>
      <Navigation onSheet={setSheet} />
      <div className={styles.rest}>
        <LiveBar />
        <Outlet />
      </div>
      {sheet === "palette" && <Palette onClose={close} onSheet={setSheet} />}
      {sheet === "shortcuts" && <ShortcutsSheet onClose={close} />}
      {sheet === "message" && <NewMessageDoor onClose={close} onFound={() => setSheet("found")} />}
      {sheet === "found" && <BringInDoor onClose={close} />}
    </div>
  );
}

function LiveBar() {
  const state = useLiveState();
  return <div role="status">{state === "away" && <p className={styles.away}>{words.live.away}</p>}</div>;
}
