/** What each field says; empty where nothing is known. */
export type Fields = Record<string, string>;

const field = /\{([a-zA-Z][a-zA-Z0-9_.]*)(?:\|([^{}\n]*))?\}/g;

/** Puts values in as they are, by the rules of the server (FilledWords): what is missing says its own word or goes, with the space before it. */
export function fillIn(text: string, values: Fields): string {
  let filled = "";
  let at = 0;
  for (const said of text.matchAll(field)) {
    const known = values[said[1]!.toLowerCase()];
    if (known === undefined) continue;
    filled += text.slice(at, said.index);
    at = said.index + said[0].length;
    const value = known || (said[2] ?? "");
    if (value) { filled += value; continue; }
    filled = filled.replace(/ +$/, "");
    if (filled === "" || filled.endsWith("\n")) while (text[at] === " ") at++;
  }
  return filled + text.slice(at);
}

/** What is known before the server has said it: nobody gets a field instead of words. */
export function fieldsHere(person: string | null, me: string, kase: number | undefined): Fields {
  const first = (name: string | null) => name?.split(" ")[0] ?? "";
  return {
    name: first(person), "person.first_name": first(person), "person.name": person ?? "", me: first(me), "me.first_name": first(me), "me.name": me,
    department: "", workspace: "", case: kase?.toString() ?? "",
  };
}
