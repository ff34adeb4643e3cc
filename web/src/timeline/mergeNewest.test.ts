import { describe, expect, it } from "vitest";
import type { Moment, Timeline } from "../api/types";
import { mergeNewest } from "./mergeNewest";

const moment = (id: string, text = id) => ({ id, at: `2026-11-21T12:00:${id.padStart(2, "0")}Z`, text }) as Moment;
const page = (ids: string[], before: string | null = null, after: string | null = null): Timeline => ({ items: ids.map((id) => moment(id)), before, after });
const ids = (held: { pages: Timeline[] }) => held.pages.flatMap((each) => each.items.map((item) => item.id));

describe("the newest page", () => {
  const held = { pages: [page(["01", "02"], "older"), page(["03", "04"])], pageParams: [{}, {}] };

  it("adds what is new at the end and nothing twice", () => expect(ids(mergeNewest(held, page(["03", "04", "05"], "b")))).toEqual(["01", "02", "03", "04", "05"]));
  it("gives known moments their newest state", () => {
    const merged = mergeNewest(held, { items: [moment("02", "changed")], before: "b", after: null });
    expect(merged.pages[0]!.items[1]!.text).toBe("changed");
  });
  it("stands alone when too much happened in between", () => expect(ids(mergeNewest(held, page(["40", "41"], "b")))).toEqual(["40", "41"]));
  it("puts a late arrival in its place by time", () => {
    const late = { items: [{ ...moment("09"), at: "2026-11-21T12:00:03Z" } as Moment, moment("04")], before: "b", after: null };
    expect(ids(mergeNewest(held, late))).toEqual(["01", "02", "03", "09", "04"]);
  });
  it("adds nothing while the end is not on hand", () => {
    const up = { pages: [page(["01", "02"], "older", "newer")], pageParams: [{}] };
    expect(ids(mergeNewest(up, page(["02", "03"], "b")))).toEqual(["01", "02"]);
  });
});
