import { telephone, watchRinging } from "./calls";
import { find } from "./draw";
import { done } from "./guide";
import { messages } from "./messages";
import { onOwner } from "./owner";
import { lookAgain, openLinks, suggest, write, type App } from "./talk";
import { telegram } from "./telegram";
import { whatsapp } from "./whatsapp";

// The phone of the demo and its apps. Each goes by a pretend company of its own, and through Kith's real doors.

const apps: Record<string, App> = { sms: messages, telegram, whatsapp, calls: telephone };
const tabs = [...document.querySelectorAll<HTMLElement>("[data-app]")];
const panels = [...new Set(Object.values(apps).map((one) => one.panel))];
const from = find("from");
const ours = from.textContent ?? "";
const aSecond = 1000;
let app = "sms";
let seconds = 0;

export { lookAgain };

export function watchPhone(open: (url: string) => void): void {
  openLinks(open);
  watchRinging(() => showApp("calls"));
  showApp(app);
  setInterval(tick, aSecond);
}

export function showApp(name: string): void {
  app = name;
  for (const tab of tabs) {
    const isChosen = tab.dataset.app === name;
    tab.setAttribute("aria-selected", String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
  }
  for (const panel of panels) find(panel).hidden = panel !== apps[name]!.panel;
  find(apps[name]!.panel).setAttribute("aria-labelledby", `app-${name}`);
  from.textContent = apps[name]!.from ?? ours;
  apps[name]!.open();
  void look(name);
}

/** Presses Start under a link that opens the bot. */
export async function start(token: string): Promise<void> {
  showApp("telegram");
  await write({ text: `/start ${token}` });
  done("open", true);
}

/** What is open, and whether it rings, each second; the others now and then. */
function tick(): void {
  seconds++;
  for (const name of Object.keys(apps)) if (name === app || name === "calls" || seconds % 3 === 0) void look(name);
}

async function look(name: string): Promise<void> {
  const news = await apps[name]!.look(name === app);
  const count = find(`news-${name}`);
  count.hidden = news === 0 || name === app;
  count.textContent = String(news);
}

for (const tab of tabs) tab.addEventListener("click", () => showApp(tab.dataset.app!));
for (const chip of document.querySelectorAll<HTMLElement>("[data-words]"))
  chip.addEventListener("click", () => {
    showApp("sms");
    suggest(chip.dataset.words!);
  });
onOwner(() => {
  for (const name of Object.keys(apps)) void look(name);
});
