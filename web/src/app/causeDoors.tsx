import { useNavigate, useParams } from "@tanstack/react-router";
import { CausePage } from "../causes/CausePage";
import { CausesPage } from "../causes/CausesPage";

export function CausesDoor() {
  const navigate = useNavigate();
  return <CausesPage onOpen={(causeId) => void navigate({ to: "/causes/$causeId", params: { causeId } })} />;
}

export function CauseDoor() {
  const { causeId } = useParams({ strict: false }) as { causeId: string };
  const navigate = useNavigate();
  return <CausePage key={causeId} id={causeId} onBack={() => void navigate({ to: "/causes" })} />;
}
