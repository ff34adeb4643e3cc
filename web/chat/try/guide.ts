// The story beside the phone: what is done, and what is next.

export const began = Date.now() - 60_000;

const steps = [...document.querySelectorAll<HTMLElement>("[data-step]")];
const reached = new Set<string>();

export function done(step: string, isDone: boolean): void {
  if (isDone) reached.add(step);
  else reached.delete(step);
  if (reached.has("open") && reached.has("reply")) reached.add("one");
  const now = steps.find((one) => !reached.has(one.dataset.step!));
  for (const one of steps) {
    one.classList.toggle("done", reached.has(one.dataset.step!));
    one.classList.toggle("now", one === now);
    if (one === now) one.setAttribute("aria-current", "step");
    else one.removeAttribute("aria-current");
  }
}
