import styles from "./kbd.module.css";

/** Keys as they stand on the keyboard: "Ctrl K" becomes two caps. */
export function Kbd({ keys }: { keys: string }) {
  return <span className={styles.keys}>{keys.split(" ").map((key, index) => <kbd key={index}>{key}</kbd>)}</span>;
}
