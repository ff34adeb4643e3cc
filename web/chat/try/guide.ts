// The scenes beside the phone: what of each is done, and what is next. A step may be reached in one of several ways.

export const began = Date.now() - 60_000;

const scenes = [...document.querySelectorAll<HTMLElement>("[data-scene]")].map((scene) => ({
  tally: scene.querySelector<HTMLElement>("[data-tally]")!,
  scene,
  steps: [...scene.querySelectorAll<HTMLElement>("[data-step]")].map((row) => ({ row, ways: row.dataset.step!.split(" ") })),
}));
const reached = new Set<string>();

export const isDone = (step: string) => reached.has(step);

export function done(step: string, isDone: boolean): void {
  if (isDone === reached.has(step)) return;
  if (isDone) reached.add(step);
  else reached.delete(step);
  if (reached.has("open") && reached.has("reply")) reached.add("one");
  draw();
}

function draw(): void {
  for (const { scene, tally, steps } of scenes) {
    const open = steps.filter((step) => !step.ways.some(isDone));
    for (const step of steps) {
      const isNow = step === open[0];
      step.row.classList.toggle("done", !open.includes(step));
      step.row.classList.toggle("now", isNow);
      if (isNow) step.row.setAttribute("aria-current", "step");
      else step.row.removeAttribute("aria-current");
    }
    scene.classList.toggle("done", open.length === 0);
    tally.textContent = open.length === 0 ? "done" : `${steps.length - open.length} of ${steps.length}`;
  }
}

draw();
