import { queryOptions, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { api } from "../api/api";
import type { CaseRow, MailHeader, MailView, Moment, Page } from "../api/types";
import { problemWords } from "../ui/problemWords";
import { say } from "../ui/Toasts";

const mailQuery = (id: string) => queryOptions({ queryKey: ["mail", id], queryFn: () => api.get<MailView>(`/moments/${id}/mail`), staleTime: Infinity });
const headersQuery = (id: string) => queryOptions({ queryKey: ["mail", id, "headers"], queryFn: () => api.get<Page<MailHeader>>(`/moments/${id}/mail/headers`), staleTime: Infinity });

export function useMail(id: string, enabled = true) {
  return useQuery({ ...mailQuery(id), enabled });
}

export function useMailHeaders(id: string) {
  return useQuery(headersQuery(id));
}

/** The page a frame shows; pictures from elsewhere only when asked for. */
export function mailPage(id: string, pictures: boolean): string {
  return `/api/moments/${id}/mail/page${pictures ? "?pictures=all" : ""}`;
}

export interface MailSigns { folded: boolean; whole: boolean; marks: string[]; beside: number | null; others: string[]; hidden: string[] }

/** What a moment tells about being a mail. */
export function mailSigns({ detail }: Moment): MailSigns {
  const list = <T>(key: string) => (Array.isArray(detail?.[key]) ? (detail[key] as T[]) : []);
  const names = (key: string) => list<{ name?: string | null; value: string }>(key).map((other) => other.name || other.value);
  return {
    folded: detail?.folded === true, whole: list<{ source?: boolean }>("media").some((one) => one.source === true), marks: list<string>("marks"),
    beside: typeof detail?.beside === "number" ? detail.beside : null, others: names("others"), hidden: names("hidden"),
  };
}

/** To a case of somebody else: whose it is, is asked only now. */
export function useGoToCase() {
  const navigate = useNavigate();
  return (number: number) => void api.get<CaseRow>(`/cases/${number}`).then(
    (kase) => navigate({ to: "/people/$personId", params: { personId: kase.personId }, search: { case: number } }),
    (reason: unknown) => say(problemWords(reason), { bad: true }));
}
