import { createRoute, lazyRouteComponent, type AnyRoute } from "@tanstack/react-router";

/** Every settings page is loaded when it is first opened. */
export function settingsRoutes<Parent extends AnyRoute>(parent: Parent) {
  const under = () => parent;
  return [
    createRoute({ getParentRoute: under, path: "/", component: lazyRouteComponent(() => import("./SettingsStart"), "SettingsStart") }),
    createRoute({ getParentRoute: under, path: "/workspace", component: lazyRouteComponent(() => import("../team/WorkspacePage"), "WorkspacePage") }),
    createRoute({ getParentRoute: under, path: "/departments", component: lazyRouteComponent(() => import("../departments/DepartmentsPage"), "DepartmentsPage") }),
    createRoute({ getParentRoute: under, path: "/hours", component: lazyRouteComponent(() => import("../hours/HoursPage"), "HoursPage") }),
    createRoute({ getParentRoute: under, path: "/branches", component: lazyRouteComponent(() => import("../hours/BranchesPage"), "BranchesPage") }),
    createRoute({ getParentRoute: under, path: "/routes", component: lazyRouteComponent(() => import("../routing/RoutesPage"), "RoutesPage") }),
    createRoute({ getParentRoute: under, path: "/rules", component: lazyRouteComponent(() => import("../rules/RulesPage"), "RulesPage") }),
    createRoute({ getParentRoute: under, path: "/teammates", component: lazyRouteComponent(() => import("../team/TeammatesPage"), "TeammatesPage") }),
    createRoute({ getParentRoute: under, path: "/roles", component: lazyRouteComponent(() => import("../team/RolesPage"), "RolesPage") }),
    createRoute({ getParentRoute: under, path: "/connections", component: lazyRouteComponent(() => import("./connectionDoors"), "ConnectionsDoor") }),
    createRoute({ getParentRoute: under, path: "/connections/$connectionId", component: lazyRouteComponent(() => import("./connectionDoors"), "ConnectionDoor") }),
    createRoute({ getParentRoute: under, path: "/found", component: lazyRouteComponent(() => import("../connections/FoundPage"), "FoundPage") }),
    createRoute({ getParentRoute: under, path: "/widget", component: lazyRouteComponent(() => import("./connectionDoors"), "WidgetDoor") }),
    createRoute({ getParentRoute: under, path: "/intake", component: lazyRouteComponent(() => import("../connections/SetAsidePage"), "SetAsidePage") }),
    createRoute({ getParentRoute: under, path: "/tokens", component: lazyRouteComponent(() => import("../team/TokensPage"), "TokensPage") }),
    createRoute({ getParentRoute: under, path: "/documents", component: lazyRouteComponent(() => import("../documents/DocumentsPage"), "DocumentsPage") }),
    createRoute({ getParentRoute: under, path: "/answers", component: lazyRouteComponent(() => import("../conversations/AnswersPage"), "AnswersPage") }),
    createRoute({ getParentRoute: under, path: "/automations", component: lazyRouteComponent(() => import("../automations/AutomationsPage"), "AutomationsPage") }),
    createRoute({ getParentRoute: under, path: "/macros", component: lazyRouteComponent(() => import("../macros/MacrosPage"), "MacrosPage") }),
    createRoute({ getParentRoute: under, path: "/fields", component: lazyRouteComponent(() => import("../people/FieldsPage"), "FieldsPage") }),
    createRoute({ getParentRoute: under, path: "/import", component: lazyRouteComponent(() => import("../people/ImportPage"), "ImportPage") }),
    createRoute({ getParentRoute: under, path: "/record", component: lazyRouteComponent(() => import("../record/RecordPage"), "RecordPage") }),
    createRoute({ getParentRoute: under, path: "/retention", component: lazyRouteComponent(() => import("../record/RetentionPage"), "RetentionPage") }),
    createRoute({ getParentRoute: under, path: "/profile", component: lazyRouteComponent(() => import("../team/ProfilePage"), "ProfilePage") }),
    createRoute({ getParentRoute: under, path: "/security", component: lazyRouteComponent(() => import("../team/SecurityPage"), "SecurityPage") }),
    createRoute({ getParentRoute: under, path: "/sessions", component: lazyRouteComponent(() => import("../team/SessionsPage"), "SessionsPage") }),
    createRoute({ getParentRoute: under, path: "/notices", component: lazyRouteComponent(() => import("../notices/NoticeWishesPage"), "NoticeWishesPage") }),
  ] as const;
}
