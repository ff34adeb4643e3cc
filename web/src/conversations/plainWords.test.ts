import { describe, expect, it } from "vitest";
import { htmlOf, plainOf } from "./plainWords";
import { quotedHtml, quotedText } from "./quoteMail";

const text = (words: string, ...marks: object[]) => ({ type: "text", text: words, marks: marks as { type: string }[] });
const block = (type: string, ...content: object[]) => ({ type, content });
const p = (...words: object[]) => block("paragraph", ...words);
const link = (href: string) => ({ type: "link", attrs: { href } });
const doc = (...content: object[]) => plainOf(block("doc", ...content));

describe("words without their looks", () => {
  it("keep their paragraphs and lines", () =>
    expect(doc(p(text("Hello "), text("Nomsa", { type: "bold" })), p(text("one"), { type: "hardBreak" }, text("two")))).toBe("Hello Nomsa\n\none\ntwo"));

  it("are lists that can be read", () => {
    const item = (...words: object[]) => block("listItem", ...words);
    expect(doc(block("bulletList", item(p(text("a"))), item(p(text("b")), block("bulletList", item(p(text("c"))))))), "").toBe("- a\n- b\n  - c");
    expect(doc({ ...block("orderedList", item(p(text("a"))), item(p(text("b")))), attrs: { start: 3 } })).toBe("3. a\n4. b");
  });

  it("quote with a sign before every line", () => expect(doc(block("blockquote", p(text("a")), p(text("b"))))).toBe("> a\n>\n> b"));

  it("say where a link leads, once", () => {
    expect(doc(p(text("our ", link("https://example.org/a")), text("page", link("https://example.org/a"), { type: "bold" })))).toBe("our page (https://example.org/a)");
    expect(doc(p(text("example.org", link("https://example.org/"))))).toBe("example.org");
    expect(doc(p(text("write", link("mailto:care@marula.example"))))).toBe("write (care@marula.example)");
  });

  it("are nothing where nothing was said", () => expect(doc(p(), p())).toBe(""));
});

describe("plain words as a page", () => {
  it("are paragraphs with nothing of their own", () => expect(htmlOf("a\nb\n\n<b>\"c\"</b>")).toBe("<p>a<br>b</p><p>&lt;b&gt;&quot;c&quot;&lt;/b&gt;</p>"));
  it("are nothing where nothing was said", () => expect(htmlOf(" \n")).toBe(""));
});

describe("the mail it answers", () => {
  it("is quoted below plain words", () => expect(quotedText("Yes.", "Nomsa wrote:", "Does it?\n\nN")).toBe("Yes.\n\nNomsa wrote:\n> Does it?\n>\n> N"));
  it("is quoted below words with looks", () => expect(quotedHtml("<p>Yes.</p>", "Nomsa <n@x> wrote:", "a < b")).toBe("<p>Yes.</p><p>Nomsa &lt;n@x&gt; wrote:</p><blockquote><p>a &lt; b</p></blockquote>"));
  it("is cut where it would never end", () => expect(quotedText("", "Nomsa wrote:", "a".repeat(100_000)).length).toBeLessThan(6_100));
});
