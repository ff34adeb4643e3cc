import { queryOptions } from "@tanstack/react-query";
import { api } from "../api/api";
import type { FiguresPage, SatisfactionPage, ServedPage } from "../api/types";
import { insightWords } from "../words/insightWords";

export const stretches = [7, 30, 90, 365] as const;
export type Stretch = (typeof stretches)[number];

const since = (days: Stretch) => new Date(Date.now() - (days - 1) * 86_400_000).toISOString().slice(0, 10);

export const servedQuery = (days: Stretch) => queryOptions({ queryKey: ["insights", "served", days], queryFn: ({ signal }) => api.get<ServedPage>("/insights/served", { query: { from: since(days) }, signal }) });

export const figuresQuery = (days: Stretch) => queryOptions({ queryKey: ["insights", "departments", days], queryFn: ({ signal }) => api.get<FiguresPage>("/insights/departments", { query: { from: since(days) }, signal }) });

export const satisfactionQuery = (days: Stretch) => queryOptions({ queryKey: ["insights", "satisfaction", days], queryFn: ({ signal }) => api.get<SatisfactionPage>("/insights/satisfaction", { query: { from: since(days) }, signal }) });

/** Where the same figures lie as a file that a sheet opens. */
export const tableAddress = (what: "served" | "departments" | "satisfaction", days: Stretch) => `/api/insights/${what}/table?from=${since(days)}`;

/** In words, as people say it: minutes up to two hours, hours up to two days. */
export function tookWords(minutes: number, longest: number): string {
  const { time } = insightWords;
  const said = minutes < 120 ? time.minutes(minutes) : minutes < 2880 ? time.hours(minutes / 60) : time.days(minutes / 1440);
  return minutes >= longest ? time.more(said) : said;
}
