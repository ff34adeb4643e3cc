import { QueryClient } from "@tanstack/react-query";
import { Problem } from "../api/problem";
import { onReturn } from "../live/registry";

const passes = (reason: unknown) => reason instanceof Problem && reason.passes;

export const client = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 20_000, retry: (count, reason) => passes(reason) && count < 3, refetchOnWindowFocus: false },
    mutations: { retry: false },
  },
});

// Frames are hints and may have been missed while away: ask again for what is on the screen, let the rest grow stale.
onReturn(() => void client.invalidateQueries({ refetchType: "active" }));
