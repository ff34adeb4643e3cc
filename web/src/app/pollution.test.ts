import { defaultParseSearch } from "@tanstack/react-router";
import { expect, test } from "vitest";

/** B16: what an address or a body names never becomes a property of everything. */
test.each(["?__proto__[x]=1", "?__proto__.x=1", '?__proto__={"x":1}', '?constructor={"prototype":{"x":1}}', "?constructor[prototype][x]=1"])("%s pollutes nothing", (search) => {
  const read = defaultParseSearch(search);
  Object.assign({}, read, { ...read });
  expect(({} as { x?: unknown }).x).toBeUndefined();
});
