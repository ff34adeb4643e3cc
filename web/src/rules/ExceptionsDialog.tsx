import { useQuery } from "@tanstack/react-query";
import { api } from "../api/api";
import type { HouseRule, Page, RuleException } from "../api/types";
import { Asked } from "../ui/Asked";
import { Dialog } from "../ui/Dialog";
import { Rows, SettingsRow } from "../ui/SettingsPiece";
import { shortTime } from "../ui/times";
import { rulesWords } from "../words/rulesWords";
import { words } from "../words/words";

const w = rulesWords.exceptions;

/** Who sent what in spite of a rule, and why. */
export function ExceptionsDialog({ rule, onClose }: { rule: HouseRule; onClose: () => void }) {
  const kept = useQuery({ queryKey: ["rules", "exceptions", rule.id], queryFn: () => api.get<Page<RuleException>>(`/rules/${rule.id}/exceptions`) });
  return (
    <Dialog open onClose={onClose} width={560} title={w.title(rule.name)}>
      <Asked query={kept}>{(page) => <Rows>{page.items.map((one) => (
        <SettingsRow key={one.id} title={one.words ? `“${one.words}”` : one.why} about={`${one.words ? `${one.why} · ` : ""}${w.said(one.teammateName, one.personName ?? words.someone, shortTime(one.at))}`} />
      ))}</Rows>}</Asked>
    </Dialog>
  );
}
