import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = process.env.KITH_SERVER ?? "http://127.0.0.1:5080";

export default defineConfig({
  base: "/app/",
  plugins: [react()],
  build: {
    chunkSizeWarningLimit: 1000, outDir: "../src/Kith/wwwroot/app", emptyOutDir: true, manifest: true, target: "es2022",
    // What is loaded first is loaded as one: forty small files pack worse than one, and every new lazy part would tear it further.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "first", tags: ["$initial"] }] } } },
  },
  server: {
    host: "127.0.0.1",
    port: 5100,
    proxy: {
      "/api": server,
      "/go": server,
      "/chat": server,
      "/live": { target: server, ws: true },
    },
  },
  test: { include: ["src/**/*.test.ts"] },
} as Parameters<typeof defineConfig>[0]);
