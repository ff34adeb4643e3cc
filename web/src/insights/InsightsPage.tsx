import { useQuery } from "@tanstack/react-query";
import { Scale } from "lucide-react";
import { useState } from "react";
import { useMe } from "../team/useMe";
import { Asked } from "../ui/Asked";
import { Empty } from "../ui/Empty";
import { Segments } from "../ui/Segments";
import { afterwardsWords } from "../words/afterwardsWords";
import { insightWords as w } from "../words/insightWords";
import { DepartmentFigures } from "./DepartmentFigures";
import styles from "./insights.module.css";
import { SatisfactionTable } from "./SatisfactionTable";
import { ServedTables } from "./ServedTables";
import { figuresQuery, satisfactionQuery, servedQuery, stretches, tableAddress, type Stretch } from "./useInsights";

type Tab = "served" | "departments" | "satisfaction";

/** Who does not see all cases reads no figures of all of them. */
const tabsFor = (allCases: boolean): Tab[] => (allCases ? ["served", "departments", "satisfaction"] : ["departments"]);

/** Whether everybody is served alike, and what the departments owe. */
export function InsightsPage() {
  const [days, setDays] = useState<Stretch>(90);
  const { sees } = useMe();
  const tabs = tabsFor(sees.allCases);
  const [chosen, setTab] = useState<Tab>("served");
  const tab = tabs.includes(chosen) ? chosen : tabs[0]!;
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <header className={styles.head}>
        <div className={styles.words}><h1>{w.title}</h1><p>{tab === "served" ? w.lead : tab === "departments" ? w.figures.lead : afterwardsWords.lead}</p></div>
        <div className={styles.tools}>
          {tabs.length > 1 && <Segments label={w.title} value={tab} options={tabs.map((value) => ({ value, label: value === "satisfaction" ? afterwardsWords.tab : w.tabs[value] }))} onChange={setTab} />}
          <Segments label={w.days.label} value={String(days)} options={stretches.map((value) => ({ value: String(value), label: w.days[value] }))} onChange={(value) => setDays(Number(value) as Stretch)} />
          {sees.exports && <a className={styles.take} href={tableAddress(tab, days)} download>{w.table}</a>}
        </div>
      </header>
      {tab === "served" ? <Served days={days} /> : tab === "departments" ? <Departments days={days} /> : <HowItWas days={days} />}
    </main>
  );
}

function Served({ days }: { days: Stretch }) {
  const served = useQuery(servedQuery(days));
  return (
    <Asked query={served}>
      {(page) => (page.waiting.everybody.cases + page.solving.everybody.cases === 0 ? <Empty icon={<Scale />} title={w.nothing.title}>{w.nothing.words}</Empty> : <ServedTables page={page} />)}
    </Asked>
  );
}

function Departments({ days }: { days: Stretch }) {
  return <Asked query={useQuery(figuresQuery(days))}>{(page) => <DepartmentFigures page={page} />}</Asked>;
}

function HowItWas({ days }: { days: Stretch }) {
  return <Asked query={useQuery(satisfactionQuery(days))}>{(page) => <SatisfactionTable page={page} />}</Asked>;
}
