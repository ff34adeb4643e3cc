import { useQuery } from "@tanstack/react-query";
import { api } from "../api/api";
import type { CaseView, Page } from "../api/types";
import type { CaseFilter, ListName } from "./useCases";

/** The views I see, each with how many cases it holds for me. */
export function useViews(): CaseView[] {
  return useQuery({ queryKey: ["cases", "views"], queryFn: () => api.get<Page<CaseView>>("/views"), staleTime: 10_000 }).data?.items ?? none;
}

const none: CaseView[] = [];

/** Where in the inbox a view is read. */
export function placeOf({ filter }: CaseView): { list: ListName; filter: CaseFilter } {
  return {
    list: filter.owes === "public" ? "owed" : filter.list === "department" ? filter.department! : filter.list ?? "all",
    filter: { ...(filter.channel && { channel: filter.channel }), ...(filter.visibility && { visibility: filter.visibility as CaseFilter["visibility"] }) },
  };
}

export function isAt(view: CaseView, list: ListName, filter: CaseFilter): boolean {
  const place = placeOf(view);
  return place.list === list && place.filter.channel === filter.channel && place.filter.visibility === filter.visibility;
}
