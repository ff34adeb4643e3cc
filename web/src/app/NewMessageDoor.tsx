import { useNavigate } from "@tanstack/react-router";
import { NewMessageDialog } from "../conversations/NewMessageDialog";

export function NewMessageDoor({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  return <NewMessageDialog onClose={onClose} onSent={(personId) => { onClose(); void navigate({ to: "/people/$personId", params: { personId } }); }} />;
}
