import type { ApprovalRule, Department, HouseRule, Teammate } from "../api/types";
import { channelName } from "../connections/ChannelMark";
import { languageName } from "../ui/languages";
import { rulesWords as w } from "../words/rulesWords";

const names = (ids: string[], all: { id: string; name: string }[]) => ids.map((id) => all.find((one) => one.id === id)?.name).filter(Boolean).join(", ");

const where = (rule: Pick<HouseRule, "departments" | "channels">, departments: Department[]) =>
  (rule.departments.length ? w.inDepartments(names(rule.departments, departments)) : "") + (rule.channels.length ? w.onChannels(rule.channels.map((one) => channelName(one)).join(", ")) : "");

/** A rule as one would say it. */
export function ruleSentence(rule: HouseRule, departments: Department[]): string {
  return w.sentence(w.kinds[rule.kind], w.places[rule.place], where(rule, departments) + (rule.language ? w.inLanguage(languageName(rule.language)) : ""));
}

export function approvalSentence(rule: ApprovalRule, departments: Department[], team: Teammate[]): string {
  const a = w.approvalRules;
  const from = [rule.newDays && a.newOnes(rule.newDays), names(rule.teammates, team)].filter(Boolean).join(", ");
  const place = `${from ? a.from(from) : ""}${rule.place === "anywhere" ? "" : ` ${w.places[rule.place]}`}${where(rule, departments)}${rule.above ? a.sums(rule.above) : ""}`;
  return a.sentence(a.abouts[rule.about], place, names(rule.approvers, team) || a.head, rule.minutes);
}
