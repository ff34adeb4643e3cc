import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api } from "../api/api";
import type { Draft } from "../api/types";
import { uuid7 } from "../ui/uuid7";

export const emptyDraft: Draft = { id: "", text: "", connectionId: null, handleId: null, case: null, note: false, mentions: [], attachments: [], subject: null, others: null, html: null };
const pause = 700;

export function hasWords(draft: Draft): boolean {
  return draft.text.trim() !== "" || draft.attachments.length > 0;
}

const isEmpty = (draft: Draft) => !hasWords(draft) && !draft.subject && !draft.others;

/** Words are kept on the server while they are written: after a pause, on leaving, and before the page goes away. */
export function useDraft(personId: string, enabled: boolean) {
  const client = useQueryClient();
  const key = ["draft", personId];
  const kept = useQuery({ queryKey: key, queryFn: () => api.get<Draft | null>(`/drafts/${personId}`), staleTime: Infinity, gcTime: 0, enabled });
  const [draft, setDraft] = useState<Draft | null>(null);
  const [failed, setFailed] = useState(false);
  const latest = useRef<{ draft: Draft; dirty: boolean }>({ draft: emptyDraft, dirty: false });

  useEffect(() => {
    if (draft === null && (kept.isSuccess || kept.isError)) setDraft({ ...emptyDraft, ...kept.data });
  }, [kept.isSuccess, kept.isError, kept.data, draft]);

  const save = (keepalive = false) => {
    if (!latest.current.dirty) return;
    latest.current.dirty = false;
    const { draft: now } = latest.current;
    client.setQueryData(key, isEmpty(now) ? null : now);
    const done = isEmpty(now) ? api.delete(`/drafts/${personId}`, { keepalive }) : api.put(`/drafts/${personId}`, { body: now, keepalive });
    done.then(() => setFailed(false), () => { latest.current.dirty = true; setFailed(true); });
  };
  const saveNow = useRef(save);
  saveNow.current = save;

  useEffect(() => {
    if (!draft || !latest.current.dirty) return;
    const timer = setTimeout(() => saveNow.current(), pause);
    return () => clearTimeout(timer);
  }, [draft]);

  useEffect(() => {
    const leave = () => saveNow.current(true);
    addEventListener("pagehide", leave);
    return () => { removeEventListener("pagehide", leave); leave(); };
  }, []);

  const change = (patch: Partial<Draft>) => setDraft((old) => {
    const next = { ...(old ?? emptyDraft), ...patch, id: old?.id || uuid7() };
    latest.current = { draft: next, dirty: true };
    return next;
  });
  const clear = () => {
    latest.current = { draft: { ...emptyDraft, connectionId: draft?.connectionId ?? null, handleId: draft?.handleId ?? null }, dirty: true };
    setDraft(latest.current.draft);
    saveNow.current();
  };

  return { draft: draft ?? emptyDraft, ready: draft !== null, failed, change, clear };
}
