import { useQuery } from "@tanstack/react-query";
import { api } from "../api/api";
import type { DocumentVersion, KeptDocument, Page } from "../api/types";
import { Asked } from "../ui/Asked";
import { Badge } from "../ui/Chip";
import { Dialog } from "../ui/Dialog";
import { Rows, SettingsRow } from "../ui/SettingsPiece";
import { sizeWords } from "../ui/sizes";
import { dateOf } from "../ui/times";
import { documentWords } from "../words/documentWords";
import styles from "./documents.module.css";

const w = documentWords.keep;

export function VersionsDialog({ document, onClose }: { document: KeptDocument; onClose: () => void }) {
  const versions = useQuery({ queryKey: ["documents", document.id, "versions"], queryFn: () => api.get<Page<DocumentVersion>>(`/documents/${document.id}/versions`), select: (page) => page.items });
  return (
    <Dialog open onClose={onClose} title={document.name} width={520}>
      <Asked query={versions}>{(list) => (
        <Rows>{list.map((one) => (
          <SettingsRow key={one.number} title={<>{w.number(one.number)}{one.number === document.version && !document.archivedAt && <Badge>{w.newest}</Badge>}</>} about={w.by(one.madeBy, dateOf(one.madeAt))}>
            <p className={styles.about}><a href={one.file.url} download={one.file.name}>{one.file.name}</a> · {sizeWords(one.file.size)}</p>
          </SettingsRow>
        ))}</Rows>
      )}</Asked>
    </Dialog>
  );
}
