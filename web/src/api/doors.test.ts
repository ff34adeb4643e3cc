import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";

const src = resolve(import.meta.dirname, "..");
const document = JSON.parse(readFileSync(resolve(src, "../../docs/api/openapi.json"), "utf8")) as { paths: Record<string, object> };
const doors = new Set(Object.entries(document.paths).flatMap(([path, verbs]) => Object.keys(verbs).map((verb) => `${verb} ${path.replace(/\{[^}]+\}/g, "{}")}`)));

/** Every call as it stands in the source; `${path}` is what the same file says it is, all else in braces is a value. */
function calls(): [string, string][] {
  const files = readdirSync(src, { recursive: true }).map(String).filter((name) => /\.tsx?$/.test(name) && !name.includes(".test."));
  return files.flatMap((file) => {
    const text = readFileSync(join(src, file), "utf8");
    const base = /const path = `([^`]+)`/.exec(text)?.[1] ?? "";
    return [...text.matchAll(/\bapi\.(get|post|put|patch|delete)(?:<[^(]*>)?\((?:`([^`]+)`|"([^"]+)"|(path)\b)/g)].map(([, verb, template, plain, whole]): [string, string] => {
      const path = (template ?? plain ?? (whole ? base : "")).replace("${path}", base).replace(/\$\{(?:[^{}]|\{[^}]*\})*\}/g, "{}");
      return [`${verb} /api${path}`, file];
    });
  });
}

it.each(calls())("%s is a door of the API (%s)", (call) => expect(doors).toContain(call));
