import type { CSSProperties, ReactNode } from "react";
import { useEffect } from "react";
import { X } from "lucide-react";
import { IconButton } from "../ui/Button";
import { PageTitle } from "../ui/PageTitle";
import { Grip, useRemembered } from "../ui/Panes";
import { words } from "../words/words";
import styles from "./workPanes.module.css";

interface WorkPanesProps {
  list: ReactNode;
  main: ReactNode;
  side?: ReactNode;
  /** Something is chosen: on a phone it has the screen, and the list is one step back. */
  chosen: boolean;
  sideOpen: boolean;
  onSideClose: () => void;
  listLabel: string;
}

/** List, conversation, person: resizable and remembered; the side folds away below 1200, one pane at a time below 700. */
export function WorkPanes({ list, main, side, chosen, sideOpen, onSideClose, listLabel }: WorkPanesProps) {
  const [listWidth, setListWidth] = useRemembered("kith.pane.list", 348);
  const [sideWidth, setSideWidth] = useRemembered("kith.pane.side", 308);
  useEffect(() => {
    if (!sideOpen) return;
    const key = (event: KeyboardEvent) => { if (event.key === "Escape" && !event.defaultPrevented) onSideClose(); };
    document.addEventListener("keydown", key);
    return () => document.removeEventListener("keydown", key);
  }, [sideOpen, onSideClose]);

  return (
    <main id="main" tabIndex={-1} className={styles.panes} data-chosen={chosen || undefined} data-side={sideOpen || undefined} style={{ "--list": `${listWidth}px`, "--side": `${sideWidth}px` } as CSSProperties}>
      <PageTitle>{listLabel}</PageTitle>
      <section className={styles.list} aria-label={listLabel}>{list}<Grip label={words.panes.list} width={listWidth} min={260} max={520} towards={1} onWidth={setListWidth} /></section>
      <div className={styles.main}>{main}</div>
      {side && <>
        <button type="button" className={styles.veil} tabIndex={-1} aria-hidden onClick={onSideClose} />
        <section className={styles.side} aria-label={words.person.label}>
          <Grip label={words.panes.side} width={sideWidth} min={260} max={460} towards={-1} onWidth={setSideWidth} />
          <span className={styles.sideClose}><IconButton label={words.close} onClick={onSideClose}><X /></IconButton></span>
          <div className={styles.sideScroll}>{side}</div>
        </section>
      </>}
    </main>
  );
}
