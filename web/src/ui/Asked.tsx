import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { words } from "../words/words";
import { Failed } from "./Empty";
import { problemWords } from "./problemWords";
import { SkeletonText } from "./Skeleton";

/** What was asked for: bones while it comes, words when it does not, else what it is. */
export function Asked<T>({ query, children }: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) return <Failed title={words.failedTitle} words={problemWords(query.error)} again={words.again} onAgain={() => void query.refetch()} />;
  return <SkeletonText lines={6} label={words.loading} />;
}
