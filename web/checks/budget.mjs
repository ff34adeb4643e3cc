// What a browser loads before the inbox can be used: the entry, what it imports at once, and their styles. Fonts stand apart.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";

const limit = 250;
const out = resolve(import.meta.dirname, "../../src/Kith/wwwroot/app");
const manifest = JSON.parse(readFileSync(join(out, ".vite/manifest.json"), "utf8"));

function gather(key, seen = new Set()) {
  const chunk = manifest[key];
  if (seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const style of chunk.css ?? []) seen.add(style);
  for (const next of chunk.imports ?? []) gather(next, seen);
  return seen;
}

const sizes = [...gather("index.html")].map((file) => [file, gzipSync(readFileSync(join(out, file))).length / 1000]);
const total = sizes.reduce((sum, [, size]) => sum + size, 0);
for (const [file, size] of sizes) console.log(`${size.toFixed(1).padStart(7)} kB gz  ${file}`);
console.log(`first load: ${total.toFixed(1)} kB gz of ${limit}`);
if (total > limit) {
  console.error(`The first load is over its budget of ${limit} kB.`);
  process.exit(1);
}
