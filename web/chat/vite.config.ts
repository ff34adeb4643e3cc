import { defineConfig } from "vite";

// Files with names that never change, because sites write one of them into their pages; they are asked for anew each time.
const entry = process.env.CHAT_ENTRY ?? "app";
const entries: Record<string, string> = { app: "app/start.ts", chat: "loader.ts", try: "try/start.ts" };
const www = "../../src/Kith/wwwroot";

export default defineConfig({
  root: import.meta.dirname,
  publicDir: entry === "app" ? "public" : false,
  build: {
    outDir: entry === "chat" ? www : `${www}/chat`,
    emptyOutDir: entry === "app",
    target: "es2022",
    cssCodeSplit: false,
    lib: { entry: entries[entry]!, formats: ["iife"], name: "kithChat", fileName: () => `${entry}.js`, cssFileName: entry },
  },
});
