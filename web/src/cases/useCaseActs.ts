import { useMutation, useQueryClient, type InfiniteData, type QueryClient } from "@tanstack/react-query";
import { api } from "../api/api";
import type { CaseRow, Page, PersonPage } from "../api/types";
import { problemWords } from "../ui/problemWords";
import { say } from "../ui/Toasts";
import { shortTime } from "../ui/times";
import { words } from "../words/words";

/** What a change to an ask makes old. */
export const touchedAsks = ["asks", "cases", "person", "timeline"];

/** Shows at once what was done; the server's word replaces it a moment later. */
export function patchCase(client: QueryClient, number: number, patch: Partial<CaseRow>): void {
  const change = (row: CaseRow) => (row.number === number ? { ...row, ...patch } : row);
  client.setQueriesData<PersonPage>({ queryKey: ["person"] }, (person) => person && { ...person, cases: person.cases.map(change) });
  client.setQueriesData<InfiniteData<Page<CaseRow>>>({ queryKey: ["cases", "list"] }, (lists) => lists && {
    ...lists, pages: lists.pages.map((page) => ({ ...page, items: page.items.map(change).filter((row) => row.state !== "closed") })),
  });
}

export function refreshCases(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ["cases"] });
  void client.invalidateQueries({ queryKey: ["person"] });
}

interface Act { run: () => Promise<unknown>; patch?: Partial<CaseRow>; done?: string; undo?: () => Promise<unknown> }

export function useCaseActs(number: number) {
  const client = useQueryClient();
  const path = `/cases/${number}`;
  const mutation = useMutation({
    mutationFn: ({ run }: Act) => run(),
    onMutate: ({ patch }) => { if (patch) patchCase(client, number, patch); },
    onSuccess: (_, act) => {
      refreshCases(client);
      if (act.done) say(act.done, { act: act.undo && { label: words.undo, run: () => mutation.mutate({ run: act.undo! }) } });
    },
    onError: (reason) => { refreshCases(client); say(problemWords(reason), { bad: true }); },
  });
  const act = (what: Act) => mutation.mutate(what);

  return {
    busy: mutation.isPending,
    close: () => act({ run: () => api.put(`${path}/closure`), patch: { state: "closed" }, done: words.case.closed, undo: () => api.delete(`${path}/closure`) }),
    closeAndEnd: () => act({ run: () => api.put(`${path}/closure`, { body: { endAsks: true } }), patch: { state: "closed", waitsOn: null }, done: words.case.closed, undo: () => api.delete(`${path}/closure`) }),
    closeWithout: ({ why, url }: { why?: string; url?: string }) => act({ run: () => (url ? api.put(`${path}/settlement`, { body: { why, url } }).then(() => api.put(`${path}/closure`)) : api.put(`${path}/closure`, { body: { whyNotInPublic: why } })), patch: { state: "closed", owesPublicSince: null }, done: words.case.closed, undo: () => api.delete(`${path}/closure`) }),
    settlePublic: (ending: { why?: string; url?: string }) => act({ run: () => api.put(`${path}/settlement`, { body: ending }), patch: { owesPublicSince: null } }),
    reopen: () => act({ run: () => api.delete(`${path}/closure`), patch: { state: "open" }, done: words.case.reopened }),
    assign: (ownerId: string, ownerName: string, ownerPictureUrl: string | null) => act({ run: () => api.put(`${path}/assignment`, { body: { ownerId } }), patch: { ownerId, ownerName, ownerPictureUrl }, done: words.case.assigned(ownerName) }),
    toDepartment: (departmentId: string, departmentName: string) =>
      act({ run: () => api.put(`${path}/assignment`, { body: { departmentId } }), patch: { departmentId, departmentName, ownerId: null, ownerName: null }, done: words.case.toDepartment(departmentName) }),
    giveBack: () => act({ run: () => api.delete(`${path}/assignment`), patch: { ownerId: null, ownerName: null }, done: words.case.givenBack }),
    snooze: (until: string) => act({ run: () => api.put(`${path}/snooze`, { body: { until } }), patch: { state: "snoozed", promiseDue: until }, done: words.case.snoozed(shortTime(until)), undo: () => api.delete(`${path}/snooze`) }),
    wake: () => act({ run: () => api.delete(`${path}/snooze`), patch: { state: "open" }, done: words.case.reopened }),
    wait: () => act({ run: () => api.put(`${path}/waiting`, { body: {} }), patch: { state: "waiting" }, done: words.case.waitingSet, undo: () => api.delete(`${path}/waiting`) }),
    stopWaiting: () => act({ run: () => api.delete(`${path}/waiting`), patch: { state: "open" } }),
    promise: (due: string, reason: string) => act({ run: () => api.put(`${path}/promise`, { body: { due, reason } }), patch: { promiseDue: due }, done: words.case.promiseSet(shortTime(due)) }),
    rename: (title: string, tags: string[]) => act({ run: () => api.patch(path, { body: { title, tags } }), patch: { title, tags } }),
    merge: (into: number) => act({
      run: async () => { merged.id = (await api.post<{ id: string }>(`${path}/merges`, { body: { into } })).id; }, done: words.case.merged,
      undo: () => api.delete(`${path}/merges/${merged.id}`),
    }),
    /** Up to the time of the last words one has seen. */
    seen: (upTo: string) => { patchCase(client, number, { isNew: false }); void api.put(`${path}/seen`, { body: { upTo } }).catch(() => undefined); },
  };
}

// The merge that can still be undone from its notice.
const merged = { id: "" };

export function useOpenCase(personId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (kase: { title: string; departmentId?: string }) => api.post<CaseRow>("/cases", { body: { personId, ...kase } }),
    onSuccess: (kase) => { refreshCases(client); say(words.case.opened(kase.title)); },
    onError: (reason) => say(problemWords(reason), { bad: true }),
  });
}
