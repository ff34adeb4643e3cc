import { useNavigate } from "@tanstack/react-router";
import { NewMessageDialog } from "../conversations/NewMessageDialog";

export function NewMessageDoor({ onClose, onFound }: { onClose: () => void; onFound: () => void }) {
  const navigate = useNavigate();
  return <NewMessageDialog onClose={onClose} onFound={onFound} onSent={(personId) => { onClose(); void navigate({ to: "/people/$personId", params: { personId } }); }} />;
}
