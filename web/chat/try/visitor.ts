// Who looks at the pretend platforms: this browser, by the name they give. By another name they are somebody else.

const fields = [...document.querySelectorAll<HTMLInputElement>(".visitor")];
const place = "kith-try-visitor";
const kept = JSON.parse(localStorage.getItem(place) ?? "null") as { key: string; name: string } | null;
const key = kept?.key ?? crypto.getRandomValues(new Uint32Array(4)).join("-");
const changes: (() => void)[] = [];
let name = "";

export const me = () => name;
const query = () => new URLSearchParams({ key, name }).toString();

/** Nothing is said by nobody: then the name is asked for. */
export function isNamed(): boolean {
  if (name) return true;
  const field = fields.find((one) => one.offsetParent !== null);
  field?.setAttribute("aria-invalid", "true");
  field?.focus();
  return false;
}

/** The name for whoever has given none. */
export function suggest(called: string): void {
  if (!name) rename(called);
}

export function onRename(changed: () => void): void {
  changes.push(changed);
}

export const read = (door: string) => fetch(`/try/${door}?${query()}`).catch(() => null);

/** What went wrong, in words; null when it was taken. */
export async function tell(door: string, method: "POST" | "PUT" | "DELETE", path: string, said: object = {}): Promise<string | null> {
  const answer = await (method === "DELETE"
    ? fetch(`/try/${door}/${path}?${query()}`, { method })
    : fetch(`/try/${door}/${path}`, { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify({ key, name, ...said }) })
  ).catch(() => null);
  if (answer?.ok) return null;
  const problem = (await answer?.json().catch(() => null)) as { errors?: Record<string, string[]>; detail?: string } | null;
  return Object.values(problem?.errors ?? {})[0]?.[0] ?? problem?.detail ?? "Kith did not take it. It may be starting; send it again.";
}

function rename(called: string): void {
  name = called.trim();
  for (const field of fields) {
    if (field.value.trim() !== name) field.value = name;
    field.removeAttribute("aria-invalid");
  }
}

rename(kept?.name ?? "");
for (const field of fields) {
  field.addEventListener("input", () => rename(field.value));
  field.addEventListener("change", () => {
    localStorage.setItem(place, JSON.stringify({ key, name }));
    for (const changed of changes) changed();
  });
}
