import { useQuery } from "@tanstack/react-query";
import { api } from "../api/api";
import type { RoutePreview, RoutingRule } from "../api/types";
import { ChannelMark } from "../connections/ChannelMark";
import { Asked } from "../ui/Asked";
import { Section, Rows, SettingsRow } from "../ui/SettingsPiece";
import { routeWords as w } from "../words/routeWords";
import styles from "./routes.module.css";

/** What these rules would have made of the last month, beside what is kept. */
export function PreviewRules({ rules }: { rules: RoutingRule[] }) {
  const preview = useQuery({ queryKey: ["routes", "preview", rules], queryFn: ({ signal }) => api.post<RoutePreview>("/routes/preview", { body: { items: rules }, signal }), staleTime: Infinity, retry: false });
  return <Section title={w.look}><Asked query={preview}>{(seen) => <Seen seen={seen} />}</Asked></Section>;
}

function Seen({ seen }: { seen: RoutePreview }) {
  return (
    <>
      <p className={styles.said}>{w.preview(seen.read, seen.capped)} {w.changed(seen.changed)}</p>
      {seen.departments.length > 0 && <table className={styles.table}>
        <thead><tr><th scope="col">{w.columns.department}</th><th scope="col">{w.columns.before}</th><th scope="col">{w.columns.after}</th></tr></thead>
        <tbody>{seen.departments.map((one) => <tr key={one.departmentId}><td>{one.name}</td><td>{one.before}</td><td>{one.after}</td></tr>)}</tbody>
      </table>}
      {seen.examples.length > 0 && <Section title={w.examples}>
        <Rows>{seen.examples.map((one) => <SettingsRow key={one.caseNumber} lead={<ChannelMark channel={one.channel ?? null} />} title={one.text || one.personName} about={`${one.personName} · ${w.example(one.before, one.after, one.ruleName ?? null)}`} />)}</Rows>
      </Section>}
    </>
  );
}
