import { useState } from "react";
import { api } from "../api/api";
import type { Workspace } from "../api/types";
import { Button } from "../ui/Button";
import form from "../ui/form.module.css";
import { useChange } from "../ui/useChange";
import { hoursWords as w } from "../words/hoursWords";
import { words } from "../words/words";
import { Duration } from "./Duration";
import styles from "./hours.module.css";

/** What everybody is promised, said in two sentences. */
export function HousePromises({ house }: { house: Workspace }) {
  const [first, setFirst] = useState(house.firstAnswerMinutes);
  const [next, setNext] = useState(house.nextAnswerMinutes);
  const [solution, setSolution] = useState(house.solutionMinutes);
  const [ask, setAsk] = useState(house.askMinutes);
  const save = useChange(() => api.patch("/workspace", { body: { firstAnswerMinutes: first, nextAnswerMinutes: next, solutionMinutes: solution ?? 0, askMinutes: ask } }), ["workspace", "me"], w.fresh);
  return (
    <form className={form.form} onSubmit={(event) => { event.preventDefault(); save.mutate(); }}>
      <p className={styles.sentence}>
        {w.house1} <Duration label={w.first} minutes={first} onChange={(minutes) => minutes && setFirst(minutes)} /> {w.house2} <Duration label={w.following} minutes={next} onChange={(minutes) => minutes && setNext(minutes)} />
      </p>
      <p className={styles.sentence}>{w.house3} <Duration label={w.solution} minutes={solution} onChange={setSolution} empty={w.notPromised} /></p>
      <p className={styles.sentence}>{w.house4} <Duration label={w.asks} minutes={ask} onChange={(minutes) => minutes && setAsk(minutes)} /></p>
      <div className={form.acts}><Button look="primary" type="submit" busy={save.isPending}>{words.save}</Button></div>
    </form>
  );
}
