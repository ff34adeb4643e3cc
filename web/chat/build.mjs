// Builds the chat and weighs it: what a site's visitor must load stays within 25 kB gzipped.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const www = new URL("../../src/Kith/wwwroot/", import.meta.url);
const budget = 25_000;

for (const entry of ["app", "chat", "try"]) {
  process.env.CHAT_ENTRY = entry;
  await build({ configFile: new URL("vite.config.ts", import.meta.url).pathname, logLevel: "warn" });
}

const weight = ["chat.js", "chat/app.js", "chat/app.css"].reduce((sum, name) => sum + gzipSync(readFileSync(new URL(name, www))).length, 0);
console.log(`chat widget: ${(weight / 1000).toFixed(1)} kB gzipped of ${budget / 1000}`);
if (weight > budget) process.exit(1);
