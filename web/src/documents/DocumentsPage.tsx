import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { KeptDocument } from "../api/types";
import { useDepartments } from "../departments/useDepartments";
import { useMe } from "../team/useMe";
import { Asked } from "../ui/Asked";
import { Button } from "../ui/Button";
import { Badge } from "../ui/Chip";
import { Empty } from "../ui/Empty";
import { TextInput } from "../ui/fields";
import { languageName } from "../ui/languages";
import { Segments } from "../ui/Segments";
import { Rows, SettingsPiece, SettingsRow } from "../ui/SettingsPiece";
import { dateOf } from "../ui/times";
import { useChange } from "../ui/useChange";
import { useDebounced } from "../ui/useDebounced";
import { documentWords } from "../words/documentWords";
import { policyWords } from "../words/policyWords";
import { words } from "../words/words";
import { DocumentDialog } from "./DocumentDialog";
import styles from "./documents.module.css";
import { NewVersion } from "./NewVersion";
import { archive, documentsQuery, touchedDocuments } from "./useDocuments";
import { VersionsDialog } from "./VersionsDialog";

const w = documentWords.keep;

export function DocumentsPage() {
  const [shelf, setShelf] = useState<"shelf" | "archived">("shelf");
  const [text, setText] = useState("");
  const [editing, setEditing] = useState<KeptDocument | "new" | null>(null);
  const [reading, setReading] = useState<KeptDocument | null>(null);
  const query = useDebounced(text.trim(), 150);
  const documents = useQuery(documentsQuery(shelf === "archived", query));
  const led = useLed();
  const none = shelf === "archived" ? w.emptyArchived : w.empty;

  return (
    <SettingsPiece title={w.title} lead={w.lead} act={(led === "all" || led.length > 0) && <Button look="primary" onClick={() => setEditing("new")}>{w.add}</Button>}>
      <div className={styles.tools}>
        <Segments label={w.title} value={shelf} onChange={setShelf} options={[{ value: "shelf", label: w.shelf }, { value: "archived", label: w.archived }]} />
        <TextInput aria-label={w.find} placeholder={w.find} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      </div>
      <Asked query={documents}>{(list) => list.length === 0 ? (query ? <p className={styles.none} role="status">{words.composer.noMatches}</p> : <Empty title={none.title}>{none.words}</Empty>) : (
        <Rows>{list.map((one) => <DocumentLine key={one.id} document={one} onEdit={() => setEditing(one)} onRead={() => setReading(one)} />)}</Rows>
      )}</Asked>
      {editing && <DocumentDialog document={editing === "new" ? null : editing} led={led} onClose={() => setEditing(null)} />}
      {reading && <VersionsDialog document={reading} onClose={() => setReading(null)} />}
    </SettingsPiece>
  );
}

function DocumentLine({ document, onEdit, onRead }: { document: KeptDocument; onEdit: () => void; onRead: () => void }) {
  const department = useDepartments().find((one) => one.id === document.departmentId);
  const takeUp = useChange(() => archive(document.id, false), touchedDocuments);
  const { name, description, language, version, file, madeBy, madeAt, archivedAt, mayKeep, isPersonal } = document;
  return (
    <SettingsRow title={<>{name}{department && <Badge>{department.name}</Badge>}{language && <Badge>{languageName(language)}</Badge>}{isPersonal && <Badge>{policyWords.personal.mark}</Badge>}</>} about={description}
      acts={<>
        <Button small look="plain" onClick={onRead}>{w.versions}</Button>
        {mayKeep && !archivedAt && <NewVersion document={document} />}
        {mayKeep && (archivedAt ? <Button small busy={takeUp.isPending} onClick={() => takeUp.mutate()}>{w.takeUp}</Button> : <Button small onClick={onEdit}>{words.edit}</Button>)}
      </>}>
      <p className={styles.about}><a href={file.url} download={file.name}>{file.name}</a> · {documentWords.version(version)} · {w.by(madeBy, dateOf(madeAt))}</p>
    </SettingsRow>
  );
}

/** The departments whose documents I may keep; all of them for who sets things up. */
function useLed(): "all" | string[] {
  const { teammate } = useMe();
  const departments = useDepartments();
  if (teammate.role === "owner" || teammate.role === "admin") return "all";
  return departments.filter((one) => one.headId === teammate.id).map((one) => one.id);
}
