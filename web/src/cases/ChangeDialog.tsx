import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { api } from "../api/api";
import type { CaseChanges, CaseStep, ChangesAsked } from "../api/types";
import { useDepartments } from "../departments/useDepartments";
import { mayWrite, useTeammates } from "../team/useMe";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Select, TagsInput, TextInput } from "../ui/fields";
import { problemWords } from "../ui/problemWords";
import { SkeletonText } from "../ui/Skeleton";
import { useChange } from "../ui/useChange";
import { uuid7 } from "../ui/uuid7";
import { lightWords } from "../words/lightWords";
import { words } from "../words/words";
import styles from "./selectList.module.css";
import { snoozeTimes, toLocalInput } from "./snoozeTimes";

const w = lightWords.many;
type Kind = CaseStep["kind"];
const kinds = Object.keys(w.kinds) as Kind[];

/** What is done with many cases: chosen, seen before, done. */
export function ChangeDialog({ of, onClose, onDone }: { of: Pick<ChangesAsked, "cases" | "filter">; onClose: () => void; onDone: () => void }) {
  const [kind, setKind] = useState<Kind | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const [tags, setTags] = useState<string[]>([]);
  const [until, setUntil] = useState(() => toLocalInput(snoozeTimes().at(-2)!.until));
  const [why, setWhy] = useState("");
  const team = useTeammates().filter((one) => one.state === "active" && mayWrite(one.role));
  const departments = useDepartments();
  const step = stepOf(kind, { to, tags, until, why });
  const asked = step && { ...of, step };
  // Pressed twice, or sent again, it is done once.
  const key = useMemo(uuid7, [JSON.stringify(asked)]);
  const preview = useQuery({ queryKey: ["changes", asked], queryFn: () => api.post<CaseChanges>("/cases/changes", { body: { ...asked, preview: true } }), enabled: step !== null, gcTime: 0, retry: false });
  const change = useChange(() => api.post<CaseChanges>("/cases/changes", { body: asked, key }), ["cases", "person", "timeline"], (made) => w.done(made.done, made.refused));
  const seen = step ? preview.data : undefined;
  return (
    <Dialog open onClose={onClose} title={w.dialog} width={520}
      acts={<Button look="primary" busy={change.isPending} disabled={!seen?.done} onClick={() => change.mutate(undefined, { onSuccess: onDone })}>{seen ? w.doIt(seen.done) : w.act}</Button>}>
      <Select label={w.what} data={kinds.map((one) => ({ value: one, label: w.kinds[one] }))} value={kind} onChange={(next) => setKind(next as Kind | null)} data-autofocus />
      {kind === "give" && <Select label={w.to} searchable value={to} onChange={setTo} data={[
        { group: w.departments, items: departments.map((one) => ({ value: `d ${one.id}`, label: one.name })) }, { group: w.team, items: team.map((one) => ({ value: `t ${one.id}`, label: one.name })) },
      ]} />}
      {kind === "tag" && <TagsInput label={words.case.tags} value={tags} onChange={setTags} maxTags={20} />}
      {kind === "snooze" && <TextInput type="datetime-local" label={words.case.pickTime} value={until} min={toLocalInput(new Date())} onChange={(event) => setUntil(event.currentTarget.value)} />}
      {kind === "close" && <TextInput label={w.why} description={w.whyHint} maxLength={500} value={why} onChange={(event) => setWhy(event.currentTarget.value)} />}
      {step && preview.isPending && <SkeletonText lines={2} label={words.loading} />}
      {step && preview.isError && <p role="alert">{problemWords(preview.error)}</p>}
      {seen && <section role="status">
        <p className={styles.sum}>{w.preview(seen.done, seen.unchanged, seen.refused)}</p>
        {seen.refused > 0 && <ul className={styles.lines} tabIndex={0} aria-label={w.cannot}>
          {seen.lines.filter((line) => line.outcome === "refused").map((line) => <li key={line.number} className={styles.line}><b>{line.number} · {line.personName ?? ""} {line.title ?? ""}</b><span className={styles.why}>{line.words}</span></li>)}
        </ul>}
      </section>}
    </Dialog>
  );
}

/** Null while something is missing. */
function stepOf(kind: Kind | null, said: { to: string | null; tags: string[]; until: string; why: string }): CaseStep | null {
  if (!kind) return null;
  if (kind === "give") return !said.to ? null : said.to.startsWith("d ") ? { kind, departmentId: said.to.slice(2) } : { kind, ownerId: said.to.slice(2) };
  if (kind === "tag") return said.tags.length ? { kind, tags: said.tags } : null;
  if (kind === "snooze") return said.until ? { kind, until: new Date(said.until).toISOString() } : null;
  return kind === "close" && said.why.trim() ? { kind, whyNotInPublic: said.why.trim() } : { kind };
}
