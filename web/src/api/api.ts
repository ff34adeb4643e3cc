import { Problem } from "./problem";

/** A list says its name once for each of its items. */
export type Query = Record<string, string | number | boolean | string[] | null | undefined>;

export interface Asking {
  query?: Query;
  body?: unknown;
  key?: string;
  signal?: AbortSignal;
  keepalive?: boolean;
}

type Verb = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

const ask = (verb: Verb) => <T = void>(path: string, asking: Asking = {}): Promise<T> => request<T>(verb, path, asking);

/** Every call to the server passes here; an answer that is none becomes a Problem a person can read. */
export const api = { get: ask("GET"), post: ask("POST"), put: ask("PUT"), patch: ask("PATCH"), delete: ask("DELETE") };

async function request<T>(verb: Verb, path: string, { query, body, key, signal, keepalive }: Asking): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (key) headers["Idempotency-Key"] = key;
  const raw = body instanceof Blob;
  // What a file is, the server reads from its bytes; only that it is one, or a table, is said here.
  if (raw) headers["Content-Type"] = body.type === "text/csv" ? body.type : "application/octet-stream";
  else if (body !== undefined) headers["Content-Type"] = "application/json";

  const answer = await fetch(`/api${path}${ending(query)}`, {
    method: verb, headers, signal, keepalive, credentials: "same-origin", body: raw ? body : body === undefined ? undefined : JSON.stringify(body),
  }).catch((reason: unknown) => { throw signal?.aborted ? reason : Problem.unreachable(); });

  if (!answer.ok) throw await Problem.from(answer);
  const text = await answer.text();
  return (text ? JSON.parse(text) : null) as T;
}

function ending(query: Query | undefined): string {
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== "");
  const said = pairs.flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => [name, String(one)]));
  return said.length ? `?${new URLSearchParams(said)}` : "";
}
