import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "../api/api";
import type { Calendar, Page } from "../api/types";

export const calendarsQuery = queryOptions({ queryKey: ["calendars"], queryFn: () => api.get<Page<Calendar>>("/calendars"), select: (page) => page.items, staleTime: 60_000 });

export function useCalendars(): Calendar[] {
  return useQuery(calendarsQuery).data ?? [];
}
