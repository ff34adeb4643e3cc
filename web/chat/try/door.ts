// What the phone does goes through the demo's own doors; each says in words what went wrong.

type Problem = { errors?: Record<string, string[]>; detail?: string };

/** What went wrong, in words; null when it was taken. */
export async function ask(method: "POST" | "PUT" | "DELETE", path: string, said?: object): Promise<string | null> {
  const answer = await fetch(path, { method, headers: { "Content-Type": "application/json" }, body: said && JSON.stringify(said) }).catch(() => null);
  if (answer?.ok) return null;
  const problem = (await answer?.json().catch(() => null)) as Problem | null;
  return Object.values(problem?.errors ?? {})[0]?.[0] ?? problem?.detail ?? "Kith did not take it. It may be starting; try it again.";
}

/** What lies there; null where nothing can be had. */
export async function read<T>(path: string): Promise<T | null> {
  const answer = await fetch(path).catch(() => null);
  return answer?.ok ? ((await answer.json()) as T) : null;
}

export const base64 = (bytes: Uint8Array) => btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ""));
