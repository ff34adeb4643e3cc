import { useQuery } from "@tanstack/react-query";
import { api } from "../api/api";
import type { ChannelDeclaration, HouseRule, Page } from "../api/types";
import { channelName } from "../connections/ChannelMark";
import { useDepartments } from "../departments/useDepartments";
import { MultiSelect, Select } from "../ui/fields";
import { rulesWords as w } from "../words/rulesWords";

export type Scope = Pick<HouseRule, "place" | "departments" | "channels">;

/** Where a rule counts; nothing chosen is everywhere. */
export function RuleScope({ scope, onScope }: { scope: Scope; onScope: (scope: Scope) => void }) {
  const departments = useDepartments();
  const channels = useQuery({ queryKey: ["channels"], queryFn: () => api.get<Page<ChannelDeclaration>>("/channels"), select: (page) => page.items, staleTime: Infinity }).data ?? [];
  return (
    <>
      <Select label={w.fields.place} data={Object.entries(w.places).map(([value, label]) => ({ value, label }))} value={scope.place} onChange={(place) => place && onScope({ ...scope, place: place as Scope["place"] })} allowDeselect={false} />
      <MultiSelect label={w.fields.departments} placeholder={scope.departments.length ? undefined : w.fields.everywhere} data={departments.map((one) => ({ value: one.id, label: one.name }))} value={scope.departments} onChange={(chosen) => onScope({ ...scope, departments: chosen })} searchable />
      <MultiSelect label={w.fields.channels} placeholder={scope.channels.length ? undefined : w.fields.everywhere} data={channels.map((one) => ({ value: one.id, label: channelName(one.id) }))} value={scope.channels} onChange={(chosen) => onScope({ ...scope, channels: chosen })} searchable />
    </>
  );
}
