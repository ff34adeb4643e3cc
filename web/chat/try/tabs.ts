import { find } from "./draw";

// The tabs of the browser. Arrow keys go from one to the other, as in every list of tabs.

const tabs = [...document.querySelectorAll<HTMLElement>("[role=tab]")];

export function showTab(panel: string): void {
  for (const tab of tabs) {
    const isChosen = tab.getAttribute("aria-controls") === panel;
    tab.setAttribute("aria-selected", String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
    find(tab.getAttribute("aria-controls")!).hidden = !isChosen;
  }
}

for (const [at, tab] of tabs.entries()) {
  tab.addEventListener("click", () => showTab(tab.getAttribute("aria-controls")!));
  tab.addEventListener("keydown", (event) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = tabs[(at + step + tabs.length) % tabs.length]!;
    showTab(next.getAttribute("aria-controls")!);
    next.focus();
  });
}
