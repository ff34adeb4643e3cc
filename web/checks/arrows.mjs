// The arrows of the house: app → features → ui, live, api, words. Between features the order below is the law:
// a feature may use what stands before it, never what stands after it, so no two of them can tie a knot.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

const floors = ["words", "api", "live", "ui"];
const features = ["team", "departments", "documents", "connections", "hours", "rules", "record", "causes", "insights", "macros", "cases", "people", "routing", "automations", "timeline", "asks", "posts", "conversations", "organisations", "notices", "search"];
const order = [...floors, ...features, "app"];
const root = resolve(import.meta.dirname, "../src");

const files = readdirSync(root, { recursive: true }).map(String).filter((name) => /\.tsx?$/.test(name));
const wrong = [];

for (const file of files) {
  const from = file.split(sep)[0];
  if (!file.includes(sep)) continue;
  if (!order.includes(from)) wrong.push(`${file}: "${from}" is not on the list of folders in checks/arrows.mjs`);

  for (const [, target] of readFileSync(join(root, file), "utf8").matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)) {
    const to = relative(root, resolve(root, dirname(file), target)).split(sep)[0];
    if (to !== from && order.indexOf(to) >= order.indexOf(from)) wrong.push(`${file}: ${from} must not use ${to} (${target})`);
  }
}

if (wrong.length) {
  console.error(wrong.join("\n"));
  process.exit(1);
}
console.log(`arrows: ${files.length} files, all point the right way`);
