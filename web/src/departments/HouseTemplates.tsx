import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/api";
import type { Workspace } from "../api/types";
import { Asked } from "../ui/Asked";
import { Button } from "../ui/Button";
import form from "../ui/form.module.css";
import { Section } from "../ui/SettingsPiece";
import { useChange } from "../ui/useChange";
import { documentWords } from "../words/documentWords";
import { words } from "../words/words";
import { changed, MailTemplates } from "./MailTemplates";
import styles from "./mailTemplates.module.css";

const w = documentWords.templates;

/** What mails begin and end with where a department says nothing of its own. */
export function HouseTemplates() {
  const workspace = useQuery({ queryKey: ["workspace"], queryFn: () => api.get<Workspace>("/workspace") });
  return <div className={styles.house}><Section title={w.title} lead={w.houseLead}><Asked query={workspace}>{(data) => <House key={data.id} workspace={data} />}</Asked></Section></div>;
}

function House({ workspace: { greetings, signatures } }: { workspace: Workspace }) {
  const [now, setNow] = useState({ greetings, signatures });
  const save = useChange(() => api.patch("/workspace", { body: changed({ greetings, signatures }, now) }), ["workspace", "frame"], words.saved);
  return (
    <form className={form.form} onSubmit={(event) => { event.preventDefault(); save.mutate(); }}>
      <MailTemplates templates={now} onChange={setNow} />
      <div className={form.acts}><Button look="primary" type="submit" busy={save.isPending}>{words.save}</Button></div>
    </form>
  );
}
