import "./try.css";
import { find } from "./draw";
import { showPost, watchFacebook } from "./facebook";
import { done } from "./guide";
import { watchMail } from "./mailbox";
import { lookAgain, start, watchPhone } from "./phone";
import { showTab } from "./tabs";

// The other side of the demo: a phone, and a browser with a web site, the real chat in it, a mailbox, and a Facebook page.

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
watchFacebook();
const asked = new URLSearchParams(location.search);
const [brought, post] = [asked.get("start"), asked.get("post")];
if (brought || post) history.replaceState(null, "", "/try");
if (brought) void start(brought);
if (post) void showPost(post);
