import { find } from "./draw";

// Who looks at the Facebook page: this browser, by the name they give. By another name they are somebody else.

const field = find<HTMLInputElement>("visitor");
const place = "kith-try-visitor";
const kept = JSON.parse(localStorage.getItem(place) ?? "null") as { key: string; name: string } | null;
const key = kept?.key ?? crypto.getRandomValues(new Uint32Array(4)).join("-");
field.value = kept?.name ?? "";

export const me = () => field.value.trim();
const query = () => new URLSearchParams({ key, name: me() }).toString();

/** Nothing is said by nobody: then the name is asked for. */
export function isNamed(): boolean {
  if (me()) return true;
  field.setAttribute("aria-invalid", "true");
  field.focus();
  return false;
}

export function onRename(changed: () => void): void {
  field.addEventListener("input", () => field.removeAttribute("aria-invalid"));
  field.addEventListener("change", () => {
    localStorage.setItem(place, JSON.stringify({ key, name: me() }));
    changed();
  });
}

export const read = () => fetch(`/try/facebook?${query()}`).catch(() => null);

/** What went wrong, in words; null when it was taken. */
export async function tell(method: "POST" | "PUT" | "DELETE", path: string, said: object = {}): Promise<string | null> {
  const answer = await (method === "DELETE"
    ? fetch(`/try/facebook/${path}?${query()}`, { method })
    : fetch(`/try/facebook/${path}`, { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify({ key, name: me(), ...said }) })
  ).catch(() => null);
  if (answer?.ok) return null;
  const problem = (await answer?.json().catch(() => null)) as { errors?: Record<string, string[]>; detail?: string } | null;
  return Object.values(problem?.errors ?? {})[0]?.[0] ?? problem?.detail ?? "Kith did not take it. It may be starting; send it again.";
}
