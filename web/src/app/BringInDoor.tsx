import { useNavigate } from "@tanstack/react-router";
import { BringInDialog } from "../posts/BringInDialog";

export function BringInDoor({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  return (
    <BringInDialog onClose={onClose} onBrought={(mention) => {
      onClose();
      void navigate({ to: "/people/$personId", params: { personId: mention.personId }, search: { case: mention.caseNumber ?? undefined, moment: mention.moment.id } });
    }} />
  );
}
