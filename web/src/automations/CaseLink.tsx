import { Link } from "@tanstack/react-router";
import { automationWords as w } from "../words/automationWords";
import { fullTime } from "../ui/times";
import styles from "./automations.module.css";

interface CaseLinkProps { number: number | string; personId: string; personName: string | null; title: string | null; at: string }

/** A case by its person and its number, with a time that belongs to it. */
export function CaseLink({ number, personId, personName, title, at }: CaseLinkProps) {
  return <>
    <Link to="/inbox/$list/$personId" params={{ list: "all", personId }} search={{ case: Number(number) }} className={styles.link}><bdi>{personName ?? w.noName}</bdi></Link>
    <span className={styles.about}>{w.case(Number(number), title)} · {fullTime(at)}</span>
  </>;
}
