import { ChevronRight } from "lucide-react";
import styles from "./settings.module.css";

export function Chevron() {
  return <ChevronRight className={styles.chevron} aria-hidden />;
}
