import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { CaseRow } from "../api/types";
import { CaseList } from "../cases/CaseList";
import { isDepartmentList, useCounts, type CaseFilter } from "../cases/useCases";
import type { ConversationPlace } from "../conversations/ConversationView";
import { useDepartments } from "../departments/useDepartments";
import { Button } from "../ui/Button";
import { Chip } from "../ui/Chip";
import { Empty } from "../ui/Empty";
import { Inbox, Link2 } from "lucide-react";
import { mayWrite, useMe } from "../team/useMe";
import { lazily } from "../ui/lazily";
import { words } from "../words/words";
import { ListHeader } from "./ListHeader";
import styles from "./listHeader.module.css";
import { PersonPage } from "./PersonPage";

const BringInDoor = lazily(() => import("./BringInDoor").then((part) => part.BringInDoor));
const FilterButton = lazily(() => import("./ListFilter").then((part) => part.FilterButton));
const FilterLine = lazily(() => import("./ListFilter").then((part) => part.FilterLine));
const SelectList = lazily(() => import("../cases/SelectList").then((part) => part.SelectList));
const NothingFiltered = lazily(() => import("./ListFilter").then((part) => part.NothingFiltered));

/** The list of work on one side, the conversation on the other. */
export function InboxPage() {
  const { list, personId } = useParams({ strict: false }) as { list: string; personId?: string };
  const { channel, visibility, ...place } = useSearch({ strict: false }) as ConversationPlace & CaseFilter;
  const navigate = useNavigate();
  const departments = useDepartments();
  const { teammate } = useMe();
  const [bringing, setBringing] = useState(false);
  const [selecting, setSelecting] = useState("");
  const title = isDepartmentList(list) ? departments.find((department) => department.id === list)?.name ?? words.case.department : words.inbox.title[list as "mine"];

  const filter: CaseFilter = { ...(channel && { channel }), ...(visibility && { visibility }) };
  const mayBring = list === "owed" && mayWrite(teammate.role);
  const isFiltered = Boolean(channel ?? visibility);
  const sift = (next: CaseFilter) => void navigate({ to: ".", search: (old: object) => ({ ...old, channel: undefined, visibility: undefined, ...next }), replace: true });

  const choose = (row: CaseRow) => void navigate({ to: "/inbox/$list/$personId", params: { list, personId: row.personId }, search: { ...filter, case: row.number } });
  const unassigned = <Button onClick={() => void navigate({ to: "/inbox/$list", params: { list: "unassigned" } })}>{words.inbox.seeUnassigned}</Button>;

  return (
    <PersonPage
      personId={personId ?? null} place={place} listLabel={title}
      list={<>
        <ListHeader title={title} about={mayBring ? undefined : words.inbox.order}>
          {mayBring && <Button small icon={<Link2 />} title={words.navigation.bringIn} onClick={() => setBringing(true)}>{words.inbox.bringIn}</Button>}
          <FilterButton filter={filter} onFilter={sift} onSelect={mayWrite(teammate.role) ? () => setSelecting(list) : undefined} />
        </ListHeader>
        {bringing && <BringInDoor onClose={() => setBringing(false)} />}
        <PhoneLists list={list} />
        {isFiltered && <FilterLine list={list} filter={filter} onFilter={sift} />}
        {selecting === list ? <SelectList list={list} filter={filter} onClose={() => setSelecting("")} /> : <CaseList key={list} list={list} filter={filter} nothing={isFiltered && <NothingFiltered onFilter={sift} />} chosen={place.case ?? null} onChoose={choose} emptyStep={list === "mine" || list === "departments" ? unassigned : undefined} />}
      </>}
      empty={<Empty icon={<Inbox />} title={words.inbox.choose.title}>{words.inbox.choose.words}</Empty>}
      onPlace={(next) => personId && void navigate({ to: "/inbox/$list/$personId", params: { list, personId }, search: { ...filter, ...next }, replace: true })}
      onBack={() => void navigate({ to: "/inbox/$list", params: { list }, search: filter })}
    />
  );
}

/** On a phone the lists are chips above the cases. */
function PhoneLists({ list }: { list: string }) {
  const navigate = useNavigate();
  const counts = useCounts();
  const departments = useDepartments();
  const all = useMemo(() => [
    ...(["mine", "departments", "unassigned", "all"] as const).map((name) => ({ list: name as string, label: words.inbox.title[name], count: counts?.[name] })),
    { list: "owed", label: words.inbox.title.owed, count: counts?.owedInPublic },
    ...departments.map((department) => ({ list: department.id, label: department.name, count: counts?.byDepartment[department.id] })),
  ], [counts, departments]);
  return (
    <div className={styles.phoneLists} role="group" aria-label={words.navigation.departmentsTitle}>
      {all.map((item) => (
        <Chip key={item.list} on={item.list === list} aria-pressed={item.list === list} onClick={() => void navigate({ to: "/inbox/$list", params: { list: item.list } })}>
          {item.label}{item.count ? ` ${item.count}` : ""}
        </Chip>
      ))}
    </div>
  );
}
