import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = process.env.KITH_SERVER ?? "http://127.0.0.1:5080";

export default defineConfig({
  base: "/app/",
  plugins: [react()],
  build: {
    chunkSizeWarningLimit: 700, outDir: "../src/Kith/wwwroot/app", emptyOutDir: true, manifest: true, target: "es2022" },
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
