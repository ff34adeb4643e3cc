import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Contact } from "lucide-react";
import type { ConversationPlace } from "../conversations/ConversationView";
import { PeopleList } from "../people/PeopleList";
import { Empty } from "../ui/Empty";
import { words } from "../words/words";
import { PersonPage } from "./PersonPage";

export function PeoplePage() {
  const { personId } = useParams({ strict: false }) as { personId?: string };
  const place = useSearch({ strict: false }) as ConversationPlace;
  const navigate = useNavigate();
  return (
    <PersonPage
      personId={personId ?? null} place={place} listLabel={words.peopleList.title}
      list={<PeopleList chosen={personId ?? null} onChoose={(id) => void navigate({ to: "/people/$personId", params: { personId: id } })} onImport={() => void navigate({ to: "/settings/import" })} />}
      empty={<Empty icon={<Contact />} title={words.peopleList.choose.title}>{words.peopleList.choose.words}</Empty>}
      onPlace={(next) => personId && void navigate({ to: "/people/$personId", params: { personId }, search: next, replace: true })}
      onBack={() => void navigate({ to: "/people" })}
    />
  );
}
