import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "../api/api";
import type { AttachmentRef, KeptDocument, Page } from "../api/types";

export const documentsQuery = (archived: boolean, query = "") => queryOptions({
  queryKey: ["documents", archived, query], queryFn: () => api.get<Page<KeptDocument>>("/documents", { query: { limit: 200, archived: archived || undefined, query: query || undefined } }),
  select: (page) => page.items, staleTime: 30_000, placeholderData: keepPreviousData,
});

/** Documents that can be sent, those in this person's language first. */
export function useDocuments(language: string | null, query = "") {
  const asked = useQuery(documentsQuery(false, query));
  const rank = (one: KeptDocument) => (one.language && one.language === language ? 0 : one.language ? 2 : 1);
  return { ...asked, documents: [...(asked.data ?? [])].sort((one, two) => rank(one) - rank(two) || one.name.localeCompare(two.name)) };
}

export function findDocuments(documents: KeptDocument[], needle: string): KeptDocument[] {
  const word = needle.toLocaleLowerCase();
  return word ? documents.filter((one) => one.name.toLocaleLowerCase().split(/\s+/).some((part) => part.startsWith(word))).slice(0, 5) : [];
}

/** A file as a message names it: with the version of the document it is, where it is one. */
export const named = ({ hash, name, document }: AttachmentRef) => ({ hash, name, document: document ? { id: document.id, version: document.version } : null });

export const touchedDocuments = ["documents"];

export const takeIn = (file: File) => api.post<AttachmentRef>("/attachments", { query: { name: file.name }, body: file });

export const archive = (id: string, away: boolean) => (away ? api.put(`/documents/${id}/archive`) : api.delete(`/documents/${id}/archive`));
