import { Link } from "@tanstack/react-router";
import { ArrowLeft, X } from "lucide-react";
import { useState } from "react";
import { api } from "../api/api";
import type { CaseRow, OrganisationPage } from "../api/types";
import { PromiseMark } from "../cases/PromiseMark";
import { PersonChip } from "../people/PersonChip";
import { PersonSearch } from "../people/PersonSearch";
import { Asked } from "../ui/Asked";
import { Avatar } from "../ui/Avatar";
import { Button, IconButton } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { TextInput } from "../ui/fields";
import { Rows, SettingsRow } from "../ui/SettingsPiece";
import { useChange } from "../ui/useChange";
import { settingsWords } from "../words/settingsWords";
import { words } from "../words/words";
import { OrganisationDialog } from "./OrganisationDialog";
import styles from "./organisations.module.css";
import { useOrganisation } from "./useOrganisations";
import { nameOf } from "../people/nameOf";

const w = settingsWords.organisations;
const touched = ["organisations", "person"];

/** Its people, their cases and what was promised, in one list. */
export function OrganisationView({ id, onBack }: { id: string; onBack: () => void }) {
  const organisation = useOrganisation(id);
  return <div className={styles.view}><Asked query={organisation}>{(data) => <Shown organisation={data} onBack={onBack} />}</Asked></div>;
}

function Shown({ organisation, onBack }: { organisation: OrganisationPage; onBack: () => void }) {
  const [open, setOpen] = useState<"edit" | "add" | null>(null);
  const remove = useChange((personId: string) => api.delete(`/organisations/${organisation.id}/members/${personId}`), touched);
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <IconButton label={words.back} className={styles.backButton} onClick={onBack}><ArrowLeft /></IconButton>
        <Avatar name={organisation.name} seed={organisation.id} size={46} />
        <div className={styles.words}><h2>{organisation.name}</h2><span>{organisation.domains.join(", ")}</span></div>
        <Button onClick={() => setOpen("edit")}>{words.edit}</Button>
      </header>
      <section>
        <h3 className={styles.title}>{w.cases}</h3>
        {organisation.cases.length === 0 ? <p className={styles.none}>{w.noCases}</p> : <Rows>{organisation.cases.map((kase) => <CaseLine key={kase.number} kase={kase} />)}</Rows>}
      </section>
      <section>
        <h3 className={styles.title}>{w.people}</h3>
        {organisation.people.length === 0 ? <p className={styles.none}>{w.noPeople}</p> : (
          <Rows>{organisation.people.map((person) => (
            <SettingsRow key={person.id} title={<Link to="/people/$personId" params={{ personId: person.id }}><PersonChip person={{ ...person, organisation: person.role }} size={32} /></Link>}
              acts={<IconButton label={`${words.remove} ${nameOf(person)}`} onClick={() => remove.mutate(person.id)}><X /></IconButton>} />
          ))}</Rows>
        )}
        <Button className={styles.add} onClick={() => setOpen("add")}>{w.addPerson}</Button>
      </section>
      {open === "edit" && <OrganisationDialog organisation={organisation} onClose={() => setOpen(null)} />}
      {open === "add" && <AddMember organisation={organisation} onClose={() => setOpen(null)} />}
    </div>
  );
}

function CaseLine({ kase }: { kase: CaseRow }) {
  return (
    <SettingsRow title={<Link to="/people/$personId" params={{ personId: kase.personId }} search={{ case: kase.number }}>{kase.title || words.case.number(kase.number)}</Link>}
      about={[kase.personName, kase.ownerName ?? words.case.nobody, kase.departmentName].join(" · ")} acts={<PromiseMark due={kase.promiseDue} state={kase.state} />} />
  );
}

function AddMember({ organisation, onClose }: { organisation: OrganisationPage; onClose: () => void }) {
  const [role, setRole] = useState("");
  const add = useChange((personId: string) => api.put(`/organisations/${organisation.id}/members/${personId}`, { body: { role: role.trim() || null } }), touched);
  return (
    <Dialog open onClose={onClose} title={w.addPerson} width={440}>
      <TextInput label={w.role} value={role} onChange={(event) => setRole(event.currentTarget.value)} />
      <PersonSearch label={words.newMessage.who} except={organisation.people.map((person) => person.id)} onChoose={(person) => add.mutate(person.id, { onSuccess: onClose })} />
    </Dialog>
  );
}
