import "./try.css";
import { bluesky } from "./bluesky";
import { find } from "./draw";
import { facebook } from "./facebook";
import { done, isDone } from "./guide";
import { instagram } from "./instagram";
import { watchMail } from "./mailbox";
import { mastodon } from "./mastodon";
import { lookAgain, start, watchPhone } from "./phone";
import { showTab } from "./tabs";
import { x } from "./x";

// The other side of the demo: a phone, and a browser with a web site, the real chat in it, a mailbox, and five places where people speak in public.

const site = find<HTMLIFrameElement>("site");
const address = find<HTMLOutputElement>("address");

function open(url: string): void {
  const at = new URL(url);
  if (at.pathname.startsWith("/try/t.me/")) {
    void start(at.searchParams.get("start") ?? "");
    return;
  }
  showTab("web");
  site.src = at.pathname + at.search;
  address.textContent = at.host + at.pathname.slice(0, 12) + (at.pathname.length > 12 ? "…" : "");
  done("open", true);
  done("chat", isDone("key") || isDone("link-by-call"));
  site.scrollIntoView({ block: "nearest", behavior: "smooth" });
  lookAgain();
}

function home(path = "/try/site"): void {
  showTab("web");
  site.src = path;
  address.textContent = "www.marula.example";
}

find("home").addEventListener("click", () => home());
find("sign").addEventListener("click", () => home("/try/site?as=nomsa"));

watchMail();
watchPhone(open);
const squares = { facebook, instagram, x, bluesky, mastodon };
for (const square of Object.values(squares)) square.watch();

for (const button of document.querySelectorAll<HTMLElement>("[data-tab]"))
  button.addEventListener("click", () => {
    showTab(button.dataset.tab!);
    find(`tab-${button.dataset.tab}`).focus();
  });
for (const chip of document.querySelectorAll<HTMLElement>("[data-fill]"))
  chip.addEventListener("click", () => {
    const [place, form] = chip.dataset.fill!.split(" ") as [keyof typeof squares, string];
    squares[place].fill(form, chip.dataset.text!);
  });

const asked = new URLSearchParams(location.search);
if (asked.size > 0) history.replaceState(null, "", "/try");
const brought = asked.get("start");
if (brought) void start(brought);
for (const [name, square] of Object.entries(squares)) {
  const post = asked.get(name);
  if (post) void square.showPost(post);
}
