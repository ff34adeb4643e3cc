import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { fillIn, type Fields } from "./fillIn";

interface Example { text: string; is: string; unknown: string }

// The server is held to the same examples (FillingInFields).
const examples = JSON.parse(readFileSync(resolve(import.meta.dirname, "../../../tests/Kith.Tests/Conversations/filling-in.json"), "utf8")) as Example[];
const fields = (name: string, full: string): Fields => ({ name, "person.name": full, me: "Rosa", trap: "{me} $1 $& <b>" });

it.each(examples)("$text", ({ text, is, unknown }) => {
  expect(fillIn(text, fields("Nomsa", "Nomsa Ndlovu"))).toBe(is);
  expect(fillIn(text, fields("", ""))).toBe(unknown);
});
