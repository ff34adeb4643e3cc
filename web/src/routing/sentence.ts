import type { RoutingRule } from "../api/types";
import { routeWords as w } from "../words/routeWords";
import type { Choice, Choices } from "./useRoutes";

const name = (choices: Choice[], id: string) => choices.find((one) => one.value === id)?.label ?? "?";
const one = (list: readonly string[], joint: string) => (list.length < 2 ? list.join("") : `${list.slice(0, -1).join(", ")} ${joint} ${list.at(-1)!}`);
const said = (list: readonly string[] | null | undefined, tell: (words: string) => string, joint = w.or) => (list?.length ? tell(one(list, joint)) : "");

/** The rule in plain words: when it fits, and what becomes of the case then. */
export function sentence(rule: RoutingRule, choices: Choices): { when: string; then: string } {
  const [asks, does] = [rule.conditions ?? {}, rule.outcome ?? { owner: "nobody" as const }];
  const names = (ids: readonly string[] | null | undefined, of: Choice[]) => ids?.map((id) => name(of, id));
  const parts = [
    said(names(asks.channels, choices.channels), w.onChannels), said(names(asks.connections, choices.connections), w.byConnections),
    asks.inPublic == null ? "" : asks.inPublic ? w.inPublic : w.inPrivate, asks.inHours == null ? "" : asks.inHours ? w.open : w.closed,
    said(asks.languages?.map(spoken), w.speaks), said(names(asks.branches, choices.branches), w.fromBranch), said(names(asks.organisations, choices.organisations), w.belongs),
    ...(asks.fields ?? []).map((field) => said(field.values, (list) => w.field(name(choices.fields, field.key), list))),
    said(asks.anyWords?.map(quoted), w.saysAny), said(asks.allWords?.map(quoted), w.saysAll, w.and), said(asks.noWords?.map(quoted), w.saysNone),
  ].filter(Boolean);
  const to = does.owner === "teammate" ? w.to.teammate(name(choices.team, does.ownerId ?? "")) : w.to[does.owner ?? "nobody"];
  const then = [
    does.departmentId ? w.goes(name(choices.departments, does.departmentId)) : w.stays, does.branchId ? w.about(name(choices.branches, does.branchId)) : "", to, said(does.tags, w.tagged, w.and),
  ].filter(Boolean);
  return { when: `${w.when} ${parts.length ? parts.join(", ") : w.everything}`, then: then.join(", ") };
}

const languageNames = new Intl.DisplayNames(undefined, { type: "language" });
const spoken = (tag: string) => languageNames.of(tag) ?? tag;
const quoted = (word: string) => `“${word}”`;
