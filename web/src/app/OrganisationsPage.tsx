import { useNavigate, useParams } from "@tanstack/react-router";
import { Building2 } from "lucide-react";
import { OrganisationsList } from "../organisations/OrganisationsList";
import { OrganisationView } from "../organisations/OrganisationView";
import { Empty } from "../ui/Empty";
import { settingsWords } from "../words/settingsWords";
import { WorkPanes } from "./WorkPanes";

const w = settingsWords.organisations;

export function OrganisationsPage() {
  const { organisationId } = useParams({ strict: false }) as { organisationId?: string };
  const navigate = useNavigate();
  return (
    <WorkPanes listLabel={w.title} chosen={organisationId !== undefined} sideOpen={false} onSideClose={() => undefined}
      list={<OrganisationsList chosen={organisationId ?? null} onChoose={(id) => void navigate({ to: "/organisations/$organisationId", params: { organisationId: id } })} />}
      main={organisationId ? <OrganisationView key={organisationId} id={organisationId} onBack={() => void navigate({ to: "/organisations" })} />
        : <Empty icon={<Building2 />} title={w.choose.title}>{w.choose.words}</Empty>} />
  );
}
