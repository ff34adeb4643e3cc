import { describe, expect, it } from "vitest";
import type { MessageTemplate } from "../api/types";
import { findTemplates, isOneLine, piecesOf, wordsOf } from "./templateText";

const made = (name: string, language = "en", rest: Partial<MessageTemplate> = {}): MessageTemplate => ({ name, language, category: "utility", state: "approved", header: null, body: "Hello", footer: null, buttons: [], fields: [], whyNot: null, ...rest });

describe("the text of a template", () => {
  it("is filled as the server fills it, header and body apart, and what was filled in is not looked through again", () => {
    const paid = made("claim_paid", "en", {
      header: "Claim {{1}}", body: "Hello {{1}}, {{ 2 }} is paid.", footer: "Marula",
      fields: [{ part: "header", name: "1", example: null }, { part: "body", name: "1", example: null }, { part: "body", name: "2", example: null }],
    });
    expect(wordsOf(paid, ["CL-7", "{{2}}", "CL-7"])).toBe("Claim CL-7\nHello {{2}}, CL-7 is paid.\nMarula");
  });

  it("keeps braces that are no field", () => {
    expect(piecesOf("{{}} {{ a b }} {{x").map((piece) => piece.field)).toEqual([undefined]);
  });

  it("takes values of one line alone", () => {
    expect(["Friday", "a b", " x "].every(isOneLine)).toBe(true);
    expect(["a\nb", "a\tb", "a    b"].some(isOneLine)).toBe(false);
  });

  it("comes in the person's language first, and last what cannot be sent", () => {
    const all = [made("b", "en", { whyNot: "It rests." }), made("a", "zu"), made("c", "en_US"), made("a", "en")];
    expect(findTemplates(all, "", "en").map((one) => `${one.name} ${one.language}`)).toEqual(["a en", "c en_US", "a zu", "b en"]);
    expect(findTemplates(all, "ZU", "en").map((one) => one.language)).toEqual(["zu"]);
  });
});
