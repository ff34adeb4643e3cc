import { measureElement, type Virtualizer } from "@tanstack/react-virtual";

/** How high a row of a long list is. While the list is hidden its rows have no height: what they are thought to have stays, or the list would scroll by itself when it is shown. */
export function rowHeight(row: Element, entry: ResizeObserverEntry | undefined, list: Virtualizer<HTMLDivElement, Element>): number {
  return measureElement(row, entry, list) || list.options.estimateSize(list.indexFromElement(row));
}
