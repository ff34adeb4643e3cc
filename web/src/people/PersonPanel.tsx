import { Menu } from "@mantine/core";
import { Ellipsis } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { PersonPage } from "../api/types";
import { CaseCard } from "../cases/CaseCard";
import { caseColours } from "../cases/caseColours";
import { maySetUp, useMe } from "../team/useMe";
import { Avatar } from "../ui/Avatar";
import { IconButton } from "../ui/Button";
import { Callout, InlineAct } from "../ui/Callout";
import { lazily } from "../ui/lazily";
import { useNow } from "../ui/useNow";
import { words } from "../words/words";
import { ClaimLine, HandleLine } from "./HandleLine";
import { MergedIn } from "./MergedIn";
import styles from "./personPanel.module.css";
import { fieldWords, useFields } from "./useFields";
import { usePersonActs } from "./usePersonActs";
import { nameOf } from "./nameOf";

export interface PersonPanelProps {
  person: PersonPage;
  mayWrite: boolean;
  onCase: (number: number) => void;
  onOrganisation: (id: string) => void;
  closing?: ReactNode;
}

const EditPersonDialog = lazily(() => import("./EditPersonDialog").then((part) => part.EditPersonDialog));
const CopyDialog = lazily(() => import("./CopyDialog").then((part) => part.CopyDialog));
const PageDialog = lazily(() => import("./PageDialog").then((part) => part.PageDialog));
const MergeDialog = lazily(() => import("./MergeDialog").then((part) => part.MergeDialog));
const ExportDialog = lazily(() => import("../record/TheirData").then((part) => part.ExportDialog));
const EraseDialog = lazily(() => import("../record/TheirData").then((part) => part.EraseDialog));
const SuggestionCard = lazily(() => import("./SuggestionCard").then((part) => part.SuggestionCard));

const w = words.person;

export function PersonPanel({ person, mayWrite, onCase, onOrganisation, closing }: PersonPanelProps) {
  const colourOf = caseColours(person.cases);
  const open = person.cases.filter((kase) => kase.state !== "closed");
  const closed = person.cases.filter((kase) => kase.state === "closed");
  const [showClosed, setShowClosed] = useState(false);
  const acts = usePersonActs(person.id);

  return (
    <div className={styles.panel}>
      <PersonHead person={person} mayWrite={mayWrite} closing={closing} />
      {person.mergedInto && <Callout tone="calm">{w.mergedInto}</Callout>}
      {person.block && person.block !== "none" && <Callout tone="warm" act={mayWrite && <InlineAct onClick={acts.unblock}>{w.unblock}</InlineAct>}>{w.blocked[person.block]}</Callout>}
      <Part title={w.reachedAt}>
        {person.handles.length === 0 && <p className={styles.none}>{w.noHandles}</p>}
        <ul>{person.handles.map((handle) => <HandleLine key={handle.id} handle={handle} mayWrite={mayWrite} onShare={(shared) => acts.share(handle.id, shared)} />)}</ul>
      </Part>
      {person.claims.length > 0 && <Part title={w.claims}><ul title={w.claimHint}>{person.claims.map((claim) => <ClaimLine key={claim.id} claim={claim} />)}</ul></Part>}
      {open.length > 0 && <Part title={words.case.openCases}><div className={styles.stack}>{open.map((kase) => <CaseCard key={kase.number} kase={kase} colour={colourOf(kase.number)} onOpen={() => onCase(kase.number)} />)}</div></Part>}
      {person.suggestions.length > 0 && (
        <Part title={w.suggestions}>
          <div className={styles.stack}>{person.suggestions.map((suggestion) => <SuggestionCard key={suggestion.personId} suggestion={suggestion} mayWrite={mayWrite} acts={acts} />)}</div>
        </Part>
      )}
      <MergedIn person={person} mayWrite={mayWrite} onUnmerge={acts.unmerge} />
      <Fields person={person} />
      {person.organisations.length > 0 && (
        <Part title={w.organisations}>
          <ul>{person.organisations.map((organisation) => (
            <li key={organisation.id} className={styles.pair}>
              <button type="button" className={styles.link} onClick={() => onOrganisation(organisation.id)}>{organisation.name}</button>
              {organisation.role && <em>{organisation.role}</em>}
            </li>
          ))}</ul>
        </Part>
      )}
      {closed.length > 0 && (
        <Part title={words.case.closedCases(closed.length)}>
          {showClosed ? <div className={styles.stack}>{closed.map((kase) => <CaseCard key={kase.number} kase={kase} colour={colourOf(kase.number)} onOpen={() => onCase(kase.number)} />)}</div>
            : <button type="button" className={styles.link} onClick={() => setShowClosed(true)}>{words.case.all}</button>}
        </Part>
      )}
    </div>
  );
}

function PersonHead({ person, mayWrite, closing }: { person: PersonPage; mayWrite: boolean; closing?: ReactNode }) {
  const now = useNow();
  const year = new Date(person.since).getFullYear();
  const local = person.timeZone ? w.localTime(now.toLocaleTimeString(undefined, { hour: "numeric", minute: "2-digit", timeZone: person.timeZone })) : null;
  return (
    <header className={styles.head}>
      <Avatar name={nameOf(person)} seed={person.id} size={46} />
      <div className={styles.who}>
        <h2 className={styles.name}>{nameOf(person)}</h2>
        <p className={styles.about}>{[w.since(String(year)), local].filter(Boolean).join(" · ")}</p>
      </div>
      {mayWrite && <PersonMenu person={person} />}
      {closing}
    </header>
  );
}

function PersonMenu({ person }: { person: PersonPage }) {
  const [open, setOpen] = useState<"edit" | "merge" | "copy" | "page" | "export" | "erase" | null>(null);
  const inCharge = maySetUp(useMe().teammate.role);
  const acts = usePersonActs(person.id);
  return (
    <>
      <Menu position="bottom-end" width={224}>
        <Menu.Target><IconButton label={w.acts}><Ellipsis /></IconButton></Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setOpen("edit")}>{w.edit}</Menu.Item>
          <Menu.Item onClick={() => setOpen("merge")}>{w.mergeTitle}</Menu.Item>
          <Menu.Item onClick={() => setOpen("copy")}>{w.copy}</Menu.Item>
          <Menu.Item onClick={() => setOpen("page")}>{w.page}</Menu.Item>
          <Menu.Divider />
          {person.block ? <Menu.Item onClick={acts.unblock}>{w.unblock}</Menu.Item> : <>
            <Menu.Item onClick={() => acts.block("muted")}>{w.mute}</Menu.Item>
            <Menu.Item onClick={() => acts.block("spam")}>{w.spam}</Menu.Item>
            <Menu.Item color="var(--hot)" onClick={() => acts.block("blocked")}>{w.block}</Menu.Item>
          </>}
          {inCharge && <>
            <Menu.Divider />
            <Menu.Item onClick={() => setOpen("export")}>{w.takeAll}</Menu.Item>
            <Menu.Item color="var(--hot)" onClick={() => setOpen("erase")}>{w.erase}</Menu.Item>
          </>}
        </Menu.Dropdown>
      </Menu>
      {open === "edit" && <EditPersonDialog person={person} onClose={() => setOpen(null)} />}
      {open === "copy" && <CopyDialog person={person} onClose={() => setOpen(null)} />}
      {open === "page" && <PageDialog person={person} onClose={() => setOpen(null)} />}
      {open === "export" && <ExportDialog personId={person.id} onClose={() => setOpen(null)} />}
      {open === "erase" && <EraseDialog personId={person.id} onClose={() => setOpen(null)} />}
      {open === "merge" && <MergeDialog person={person} onClose={() => setOpen(null)} />}
    </>
  );
}

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return <section><h3 className={styles.title}>{title}</h3>{children}</section>;
}

function Fields({ person }: { person: PersonPage }) {
  const fields = useFields();
  const known = fields.map((field) => [field.label, fieldWords(field, person.fields[field.key], w.yes, w.no)] as const).filter(([, value]) => value);
  if (known.length === 0) return null;
  return (
    <Part title={w.fields}>
      <dl>{known.map(([label, value]) => <div key={label} className={styles.pair}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
    </Part>
  );
}
