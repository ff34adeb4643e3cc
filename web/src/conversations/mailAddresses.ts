export interface MailAddress { value: string; name?: string }

export interface AddressList { good: MailAddress[]; bad: string[] }

/** What somebody wrote in a line of addresses: the ones that are, and the ones that are not. */
export function addressesIn(line: string): AddressList {
  const list: AddressList = { good: [], bad: [] };
  for (const part of partsOf(line)) {
    const found = addressOf(part);
    if (!found) list.bad.push(part);
    else if (!list.good.some((other) => same(other, found))) list.good.push(found);
  }
  return list;
}

export function listOf(addresses: MailAddress[]): string {
  return addresses.map(({ name, value }) => (name ? `${/[,;<>"]/.test(name) ? `"${name.replaceAll('"', "")}"` : name} <${value}>` : value)).join(", ");
}

/** Whether all of them are on the line already. */
export function holds(line: string, those: MailAddress[]): boolean {
  const { good } = addressesIn(line);
  return those.every((one) => good.some((other) => same(one, other)));
}

export function withThem(line: string, those: MailAddress[]): string {
  const { good, bad } = addressesIn(line);
  return [listOf([...good, ...those.filter((one) => !good.some((other) => same(one, other)))]), ...bad].filter(Boolean).join(", ");
}

export function withoutThem(line: string, those: MailAddress[]): string {
  const { good, bad } = addressesIn(line);
  return [listOf(good.filter((one) => !those.some((other) => same(one, other)))), ...bad].filter(Boolean).join(", ");
}

const same = (one: MailAddress, other: MailAddress) => one.value.toLowerCase() === other.value.toLowerCase();

/** A comma within quotes or angle brackets belongs to the name, not to the list. */
function partsOf(line: string): string[] {
  const parts: string[] = [];
  let from = 0;
  let quoted = false;
  let angled = false;
  for (let at = 0; at <= line.length; at++) {
    const letter = line[at];
    if (letter === '"') quoted = !quoted;
    else if (!quoted && letter === "<") angled = true;
    else if (!quoted && letter === ">") angled = false;
    if (letter !== undefined && (quoted || angled || !/[,;\n]/.test(letter))) continue;
    parts.push(line.slice(from, at).trim());
    from = at + 1;
  }
  return parts.filter(Boolean);
}

function addressOf(part: string): MailAddress | null {
  const open = part.endsWith(">") ? part.lastIndexOf("<") : -1;
  const value = (open < 0 ? part : part.slice(open + 1, -1)).trim();
  if (!/^[^\s@<>",;]+@[^\s@<>",;.]+(\.[^\s@<>",;.]+)+$/.test(value)) return null;
  const name = open < 0 ? "" : part.slice(0, open).trim().replace(/^"(.*)"$/, "$1").trim();
  return name ? { value, name } : { value };
}
