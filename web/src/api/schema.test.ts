import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import openapi, { astToString } from "openapi-typescript";
import { expect, it } from "vitest";

it("the records are those of the API's description (npm run api writes them anew)", async () => {
  const described = astToString(await openapi(new URL("../../../docs/api/openapi.json", import.meta.url), { emptyObjectsUnknown: true }));
  const kept = readFileSync(resolve(import.meta.dirname, "schema.d.ts"), "utf8");
  expect(kept.slice(kept.indexOf("export interface paths"))).toBe(described.slice(described.indexOf("export interface paths")));
});
