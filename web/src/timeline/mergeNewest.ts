import type { InfiniteData } from "@tanstack/react-query";
import type { Moment, Timeline } from "../api/types";

type Pages<P> = InfiniteData<Timeline, P>;

/**
 * Lays the newest page over what is already held: known moments take their newest state, new ones follow at the end.
 * Where the two do not touch, too much happened in between, and the newest page alone is the truth.
 */
export function mergeNewest<P>(held: Pages<P>, newest: Timeline, single = false): Pages<P> {
  const fresh = new Map(newest.items.map((moment) => [moment.id, moment]));
  const known = new Set(held.pages.flatMap((page) => page.items.map((moment) => moment.id)));
  const touches = single || newest.before === null || known.size === 0 || newest.items.some((moment) => known.has(moment.id));
  if (!touches) return { pages: [newest], pageParams: held.pageParams.slice(-1) };

  const added = newest.items.filter((moment) => !known.has(moment.id));
  const last = held.pages.length - 1;
  const pages = held.pages.map((page, index) => {
    const items = page.items.map((moment) => fresh.get(moment.id) ?? moment);
    if (index !== last || page.after) return { ...page, items };
    return { ...page, items: added.length ? [...items, ...added].sort(byTime) : items };
  });
  return { ...held, pages };
}

export function byTime(one: Moment, two: Moment): number {
  return one.at < two.at ? -1 : one.at > two.at ? 1 : one.id < two.id ? -1 : one.id > two.id ? 1 : 0;
}
