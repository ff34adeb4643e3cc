import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "../api/api";
import type { Field, Page } from "../api/types";

export const fieldsQuery = queryOptions({ queryKey: ["fields"], queryFn: () => api.get<Page<Field>>("/fields"), select: (page: Page<Field>) => page.items, staleTime: 60_000 });

export function useFields(): Field[] {
  return useQuery(fieldsQuery).data ?? [];
}

/** Words for a value of a field, whatever kind it has. */
export function fieldWords(field: Field | undefined, value: unknown, yes: string, no: string): string {
  if (value === null || value === undefined || value === "") return "";
  if (typeof value === "boolean") return value ? yes : no;
  if (field?.kind === "date" && typeof value === "string") return new Date(value).toLocaleDateString(undefined, { dateStyle: "medium" });
  return String(value);
}
