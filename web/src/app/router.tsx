import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect, Outlet, type ErrorComponentProps } from "@tanstack/react-router";
import { api } from "../api/api";
import { statusOf } from "../api/problem";
import type { FirstRun } from "../api/types";
import type { CaseFilter } from "../cases/useCases";
import type { ConversationPlace } from "../conversations/ConversationView";
import { meQuery } from "../team/useMe";
import { Empty, Failed } from "../ui/Empty";
import { problemWords } from "../ui/problemWords";
import { Button } from "../ui/Button";
import { words } from "../words/words";
import { client } from "./client";
import { InboxPage } from "./InboxPage";
import { settingsRoutes } from "./settingsRoutes";
import { Shell } from "./Shell";

const text = (value: unknown) => (typeof value === "string" && value ? value : undefined);

function conversationPlace(search: Record<string, unknown>): ConversationPlace {
  const number = Number(search.case);
  return {
    ...(Number.isInteger(number) && number > 0 && { case: number }),
    ...(text(search.moment) && { moment: text(search.moment) }),
    ...(search.only === true && { only: true }),
  };
}

function caseFilter(search: Record<string, unknown>): CaseFilter {
  const { visibility } = search;
  return { ...(text(search.channel) && { channel: text(search.channel) }), ...((visibility === "public" || visibility === "private") && { visibility }) };
}

const root = createRootRoute({ component: Outlet, notFoundComponent: NotHere, errorComponent: Broken });

const design = createRoute({ getParentRoute: () => root, path: "/design", component: lazyRouteComponent(() => import("./DesignPage"), "DesignPage") });
const firstRun = createRoute({ getParentRoute: () => root, path: "/first-run", component: lazyRouteComponent(() => import("./doors"), "FirstRunDoor") });
const invitation = createRoute({ getParentRoute: () => root, path: "/invitations/$token", component: lazyRouteComponent(() => import("./doors"), "InvitationDoor") });
const signIn = createRoute({
  getParentRoute: () => root, path: "/sign-in", component: lazyRouteComponent(() => import("./doors"), "SignInDoor"),
  validateSearch: (search: Record<string, unknown>) => ({ to: text(search.to) }),
  beforeLoad: async () => {
    if ((await api.get<FirstRun>("/first-run").catch(() => null))?.needed) throw redirect({ to: "/first-run" });
  },
});

const shell = createRoute({
  getParentRoute: () => root, id: "inside", component: Shell,
  beforeLoad: async ({ location }) => {
    await client.ensureQueryData(meQuery).catch((reason: unknown) => {
      throw statusOf(reason) === 401 ? redirect({ to: "/sign-in", search: { to: location.href } }) : reason;
    });
  },
});
const home = createRoute({ getParentRoute: () => shell, path: "/", beforeLoad: () => { throw redirect({ to: "/inbox/$list", params: { list: "mine" } }); } });
const inbox = createRoute({ getParentRoute: () => shell, path: "/inbox/$list", component: InboxPage, validateSearch: caseFilter });
const inboxPerson = createRoute({ getParentRoute: () => inbox, path: "/$personId", validateSearch: conversationPlace });
const people = createRoute({ getParentRoute: () => shell, path: "/people", component: lazyRouteComponent(() => import("./PeoplePage"), "PeoplePage") });
const person = createRoute({ getParentRoute: () => people, path: "/$personId", validateSearch: conversationPlace });
const search = createRoute({
  getParentRoute: () => shell, path: "/search", component: lazyRouteComponent(() => import("./SearchDoor"), "SearchDoor"),
  validateSearch: (asked: Record<string, unknown>) => ({ ...(text(asked.query) && { query: text(asked.query) }) }) as { query?: string },
});

const post = createRoute({
  getParentRoute: () => shell, path: "/posts/$postId", component: lazyRouteComponent(() => import("./PostPage"), "PostPage"),
  validateSearch: (asked: Record<string, unknown>) => ({ ...(text(asked.moment) && { moment: text(asked.moment) }) }) as { moment?: string },
});
const asks = createRoute({ getParentRoute: () => shell, path: "/asks", component: lazyRouteComponent(() => import("../asks/AsksPage"), "AsksPage") });
const causes = createRoute({ getParentRoute: () => shell, path: "/causes", component: lazyRouteComponent(() => import("./causeDoors"), "CausesDoor") });
const cause = createRoute({ getParentRoute: () => shell, path: "/causes/$causeId", component: lazyRouteComponent(() => import("./causeDoors"), "CauseDoor") });
const approvals = createRoute({ getParentRoute: () => shell, path: "/approvals", component: lazyRouteComponent(() => import("../rules/ApprovalsPage"), "ApprovalsPage") });
const insights = createRoute({ getParentRoute: () => shell, path: "/insights", component: lazyRouteComponent(() => import("../insights/InsightsPage"), "InsightsPage") });
const organisations = createRoute({ getParentRoute: () => shell, path: "/organisations", component: lazyRouteComponent(() => import("./OrganisationsPage"), "OrganisationsPage") });
const organisation = createRoute({ getParentRoute: () => organisations, path: "/$organisationId" });
const settings = createRoute({ getParentRoute: () => shell, path: "/settings", component: lazyRouteComponent(() => import("./SettingsPage"), "SettingsPage") });

const routeTree = root.addChildren([
  design, firstRun, invitation, signIn,
  shell.addChildren([home, inbox.addChildren([inboxPerson]), people.addChildren([person]), search, post, asks, approvals, causes, cause, insights, organisations.addChildren([organisation]), settings.addChildren(settingsRoutes(settings))]),
]);

export const router = createRouter({ routeTree, basepath: "/app", defaultPreload: false, defaultPendingMs: 300 });

declare module "@tanstack/react-router" {
  interface Register { router: typeof router }
}

function NotHere() {
  return <main><Empty title={words.notFoundTitle} step={<Button onClick={() => location.assign("/app/")}>{words.back}</Button>}>{words.notFound}</Empty></main>;
}

function Broken({ error, reset }: ErrorComponentProps) {
  return <main><Failed title={words.failedTitle} words={problemWords(error)} again={words.again} onAgain={reset} /></main>;
}
