import { find } from "./draw";

// The tabs of the browser and the apps of the phone. Arrow keys go from one to the other, as in every list of tabs.

const pages = [...document.querySelectorAll<HTMLElement>("[role=tab][aria-controls]:not([data-app])")];

export function showTab(panel: string): void {
  for (const tab of pages) {
    const isChosen = tab.getAttribute("aria-controls") === panel;
    tab.setAttribute("aria-selected", String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
    find(tab.getAttribute("aria-controls")!).hidden = !isChosen;
    // Where there is not room for all of them they are scrolled.
    if (isChosen) tab.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}

for (const tab of pages) tab.addEventListener("click", () => showTab(tab.getAttribute("aria-controls")!));

for (const list of document.querySelectorAll("[role=tablist]")) {
  const tabs = [...list.querySelectorAll<HTMLElement>("[role=tab]")];
  for (const [at, tab] of tabs.entries())
    tab.addEventListener("keydown", (event) => {
      const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
      if (step === 0) return;
      event.preventDefault();
      const next = tabs[(at + step + tabs.length) % tabs.length]!;
      next.click();
      next.focus();
    });
}
