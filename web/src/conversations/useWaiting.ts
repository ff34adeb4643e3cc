import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api } from "../api/api";
import type { Approval, Draft, Page, PersonPage } from "../api/types";
import { useMe } from "../team/useMe";
import type { Outgoing } from "./outgoing";

export type Returned = Pick<Outgoing, "kind" | "files"> & { text: string };

/** What waits to be said to this person; what comes back to its author while they look comes back into their words. */
export function useWaiting(person: PersonPage, onReturned: (returned: Returned) => void): Approval[] {
  const { teammate } = useMe();
  const query = useQuery({
    queryKey: ["approvals", "person", person.id], queryFn: () => api.get<Page<Approval>>("/approvals", { query: { person: person.id } }), select: (page) => page.items, enabled: teammate.role !== "viewer",
  });
  const rows = query.data ?? [];
  const before = useRef(new Set<string>());
  useEffect(() => {
    const back = rows.find((one) => one.state !== "waiting" && one.what === "message" && before.current.has(one.id));
    before.current = new Set(rows.filter((one) => one.state === "waiting" && one.author.id === teammate.id).map((one) => one.id));
    if (back) void giveBack(person.id, onReturned);
  }, [query.data]);
  return rows.filter((one) => one.state === "waiting" || !dismissed().includes(one.id));
}

/** The server keeps them as a draft; the writing box takes them from there. */
export async function giveBack(personId: string, onReturned: (returned: Returned) => void): Promise<void> {
  const draft = await api.get<Draft | null>(`/drafts/${personId}`).catch(() => null);
  if (draft) onReturned({ kind: "message", text: draft.text, files: draft.attachments });
}

const shelf = "kith.approvals.read";
const dismissed = (): string[] => JSON.parse(sessionStorage.getItem(shelf) ?? "[]") as string[];

export function dismiss(id: string): void {
  sessionStorage.setItem(shelf, JSON.stringify([...dismissed(), id].slice(-50)));
}
