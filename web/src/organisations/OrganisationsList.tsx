import { useQuery } from "@tanstack/react-query";
import { Plus, Search } from "lucide-react";
import { useState } from "react";
import { Asked } from "../ui/Asked";
import { Avatar } from "../ui/Avatar";
import { Button, IconButton } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { TextInput } from "../ui/fields";
import { settingsWords } from "../words/settingsWords";
import { OrganisationDialog } from "./OrganisationDialog";
import styles from "./organisations.module.css";
import { organisationsQuery } from "./useOrganisations";

const w = settingsWords.organisations;

export function OrganisationsList({ chosen, onChoose }: { chosen: string | null; onChoose: (id: string) => void }) {
  const organisations = useQuery(organisationsQuery);
  const [text, setText] = useState("");
  const [adding, setAdding] = useState(false);
  return (
    <>
      <header className={styles.head}>
        <TextInput className={styles.find} aria-label={w.find} placeholder={w.find} leftSection={<Search size={15} />} value={text} onChange={(event) => setText(event.currentTarget.value)} />
        <IconButton label={w.add} onClick={() => setAdding(true)}><Plus /></IconButton>
      </header>
      <div className={styles.scroll}>
        <Asked query={organisations}>{(list) => {
          const found = list.filter((one) => one.name.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase()));
          if (list.length === 0) return <Empty title={w.empty.title} step={<Button onClick={() => setAdding(true)}>{w.add}</Button>}>{w.empty.words}</Empty>;
          return (
            <ul>{found.map((one) => (
              <li key={one.id}>
                <button type="button" className={styles.row} data-on={one.id === chosen || undefined} aria-current={one.id === chosen || undefined} onClick={() => onChoose(one.id)}>
                  <Avatar name={one.name} seed={one.id} size={34} />
                  <span className={styles.words}><b>{one.name}</b><span>{one.domains.join(", ")}</span></span>
                </button>
              </li>
            ))}</ul>
          );
        }}</Asked>
      </div>
      {adding && <OrganisationDialog organisation={null} onClose={() => setAdding(false)} onSaved={onChoose} />}
    </>
  );
}
