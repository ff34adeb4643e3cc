import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { FirstRunPage } from "../team/FirstRunPage";
import { InvitationPage } from "../team/InvitationPage";
import { SignInPage } from "../team/SignInPage";

// Going in is a fresh start of the page: nothing of whoever sat here before stays in memory.
const enter = (to = "/app/") => location.assign(to.startsWith("/") && !to.startsWith("//") ? to : "/app/");

export function SignInDoor() {
  const { to } = useSearch({ strict: false }) as { to?: string };
  return <SignInPage onDone={() => enter(to && `/app${to.replace(/^\/app/, "")}`)} />;
}

export function FirstRunDoor() {
  return <FirstRunPage onDone={() => enter()} />;
}

export function InvitationDoor() {
  const { token } = useParams({ strict: false }) as { token: string };
  const navigate = useNavigate();
  return <InvitationPage token={token} onDone={() => enter()} onSignIn={() => void navigate({ to: "/sign-in", search: { to: undefined } })} />;
}
