import styles from "./tick.module.css";

export type TickState = "queued" | "sending" | "sent" | "delivered" | "read" | "failed" | "unsure" | "withdrawn";

const paths: Record<TickState, string> = {
  queued: "M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18",
  sending: "M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18",
  sent: "m4 13 4.500 4.500L19 7",
  delivered: "m2 13 4 4 9-10M11 16l1 1L22 7",
  read: "m2 13 4 4 9-10M11 16l1 1L22 7",
  failed: "M12 7v6M12 16.500v.5M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18",
  unsure: "M9.500 9.500a2.500 2.500 0 1 1 3.500 2.300c-.7.300-1 .8-1 1.700M12 16.800v.2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18",
  withdrawn: "M5 12h14",
};

/** The fate of a message in 14 pixels; the word always stands beside it or is read out. */
export function Tick({ state, label }: { state: TickState; label: string }) {
  return (
    <svg className={styles.tick} data-state={state} viewBox="0 0 24 24" role="img" aria-label={label}>
      <title>{label}</title>
      <path d={paths[state]} />
    </svg>
  );
}
