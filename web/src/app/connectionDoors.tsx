import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { ConnectionPage } from "../connections/ConnectionPage";
import { ConnectionsPage } from "../connections/ConnectionsPage";
import { WidgetPage } from "../connections/WidgetPage";

export function ConnectionsDoor() {
  const navigate = useNavigate();
  const { signIn } = useSearch({ strict: false }) as { signIn?: string };
  return <ConnectionsPage lost={signIn !== undefined} onOpen={(id) => void navigate({ to: "/settings/connections/$connectionId", params: { connectionId: id } })} />;
}

export function ConnectionDoor() {
  const { connectionId } = useParams({ strict: false }) as { connectionId: string };
  const navigate = useNavigate();
  const { signIn } = useSearch({ strict: false }) as { signIn?: string };
  return <ConnectionPage connectionId={connectionId} came={signIn} onGone={() => void navigate({ to: "/settings/connections" })} />;
}

export function WidgetDoor() {
  const navigate = useNavigate();
  return <WidgetPage onConnect={() => void navigate({ to: "/settings/connections" })} />;
}
