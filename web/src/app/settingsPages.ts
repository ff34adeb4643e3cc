import { words } from "../words/words";

const w = words.settings;

export interface SettingsPlace { to: string; label: string; group: string; setUp: boolean }

const place = (name: keyof typeof w.pages, group: string, setUp: boolean): SettingsPlace => ({ to: `/settings/${name}`, label: w.pages[name], group, setUp });

export const settingsPages: SettingsPlace[] = [
  place("workspace", w.workspaceGroup, true),
  place("hours", w.workspaceGroup, true),
  place("departments", w.workspaceGroup, true),
  place("branches", w.workspaceGroup, true),
  place("routes", w.workspaceGroup, true),
  place("rules", w.workspaceGroup, false),
  place("teammates", w.workspaceGroup, true),
  place("roles", w.workspaceGroup, true),
  place("connections", w.channelsGroup, true),
  place("found", w.channelsGroup, false),
  place("widget", w.channelsGroup, true),
  place("intake", w.channelsGroup, true),
  place("tokens", w.channelsGroup, true),
  place("documents", w.dataGroup, false),
  place("answers", w.dataGroup, false),
  place("macros", w.dataGroup, false),
  place("automations", w.dataGroup, true),
  place("fields", w.dataGroup, true),
  place("import", w.dataGroup, true),
  place("record", w.dataGroup, true),
  place("retention", w.dataGroup, true),
  place("profile", w.meGroup, false),
  place("security", w.meGroup, false),
  place("sessions", w.meGroup, false),
  place("notices", w.meGroup, false),
];
