// Reads [[written, region], …] from standard input and answers, for each, what libphonenumber-js says of it.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const { parsePhoneNumberFromString, parseDigits } = createRequire(process.argv[2])("libphonenumber-js/max");

function verdict([written, region]) {
  // Its pattern for phone-context remembers where it last matched; a context that cannot match makes it forget.
  parsePhoneNumberFromString("tel:1;phone-context=?");
  const number = parsePhoneNumberFromString(written, region ?? undefined);
  if (!number?.isValid()) return null;
  const { number: e164, country = null } = number;
  // It leaves an extension in the script it was written in; we keep one kind of digits throughout.
  if (number.ext) number.ext = parseDigits(number.ext);
  return { e164, region: country, extension: number.ext ?? null, national: number.formatNational(), international: number.formatInternational() };
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(verdict)));
