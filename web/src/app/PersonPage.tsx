import { useNavigate } from "@tanstack/react-router";
import { useCallback, useState, type ReactNode } from "react";
import { ConversationView, type ConversationPlace } from "../conversations/ConversationView";
import { PersonPanel } from "../people/PersonPanel";
import { usePerson } from "../people/usePeople";
import { statusOf } from "../api/problem";
import { mayWrite, useMe } from "../team/useMe";
import { Button } from "../ui/Button";
import { Empty, Failed } from "../ui/Empty";
import { problemWords } from "../ui/problemWords";
import { SkeletonRows, SkeletonText } from "../ui/Skeleton";
import { words } from "../words/words";
import { WorkPanes } from "./WorkPanes";

interface PersonPageProps {
  personId: string | null;
  place: ConversationPlace;
  list: ReactNode;
  listLabel: string;
  empty: ReactNode;
  onPlace: (place: ConversationPlace) => void;
  onBack: () => void;
}

/** Beside whatever list one came from: the conversation with this person, and what we know of them. */
export function PersonPage({ personId, ...rest }: PersonPageProps) {
  if (personId === null) return <WorkPanes list={rest.list} listLabel={rest.listLabel} chosen={false} sideOpen={false} onSideClose={() => undefined} main={rest.empty} />;
  return <ChosenPerson key={personId} personId={personId} {...rest} />;
}

function ChosenPerson({ personId, place, list, listLabel, onPlace, onBack }: Omit<PersonPageProps, "personId" | "empty"> & { personId: string }) {
  const person = usePerson(personId);
  const { teammate } = useMe();
  const [sideOpen, setSideOpen] = useState(false);
  const closeSide = useCallback(() => setSideOpen(false), []);
  const navigate = useNavigate();
  const panes = { list, listLabel, chosen: true, sideOpen, onSideClose: closeSide };

  if (person.isPending) return <WorkPanes {...panes} main={<SkeletonRows label={words.loading} count={5} />} side={<div style={{ padding: 18 }}><SkeletonText label={words.loading} lines={7} /></div>} />;
  if (person.isError && !person.data) {
    const gone = statusOf(person.error) === 404;
    const back = <Button onClick={onBack}>{words.back}</Button>;
    return <WorkPanes {...panes} main={gone ? <Empty title={words.notFoundTitle} step={back}>{words.notFound}</Empty>
      : <Failed title={words.failedTitle} words={problemWords(person.error)} again={words.again} onAgain={() => void person.refetch()} />} />;
  }

  return (
    <WorkPanes {...panes}
      main={<ConversationView person={person.data} place={place} onPlace={onPlace} onBack={onBack} onPerson={() => setSideOpen(true)} />}
      side={<PersonPanel person={person.data} mayWrite={mayWrite(teammate.role)} onCase={(number) => { closeSide(); onPlace({ ...place, case: number, moment: undefined }); }}
        onOrganisation={(id) => void navigate({ to: "/organisations/$organisationId", params: { organisationId: id } })} />}
    />
  );
}
