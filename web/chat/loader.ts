// The one script tag a site puts into its pages. It opens the chat in a frame of our own origin and tells it what only the page
// knows: its colours by day or night, its reading direction, and who is signed in there.

type Identity = { user_id: string; name?: string; email?: string; exp: number; nonce: string; signature: string };

const tag = document.currentScript as HTMLScriptElement;
const home = new URL(tag.src).origin;
const frame = document.createElement("iframe");
const dark = matchMedia("(prefers-color-scheme: dark)");
const narrow = matchMedia("(max-width: 479px)");
let identity = read(tag.dataset.identity);
let isOpen = false;
let side = "end";
let isReady = false;

frame.src = `${home}/chat/${tag.dataset.connection}`;
frame.title = tag.dataset.title ?? "Chat";
// Another colour scheme than the page's would paint the frame's corners white.
frame.style.cssText = "position:fixed;border:0;z-index:2147483000;background:none;color-scheme:light;visibility:hidden";

function read(json: string | undefined): Identity | null {
  try {
    return json ? (JSON.parse(json) as Identity) : null;
  } catch {
    return null;
  }
}

function place(): void {
  const style = frame.style;
  const isWhole = isOpen && narrow.matches;
  style.width = isWhole ? "100%" : isOpen ? "412px" : "92px";
  style.height = isWhole ? "100%" : isOpen ? "min(680px, 100dvh)" : "92px";
  style.insetBlockEnd = "0";
  style.insetInlineEnd = side === "end" ? "0" : "auto";
  style.insetInlineStart = side === "end" ? "auto" : "0";
}

function tell(): void {
  const theme = tag.dataset.theme === "light" || tag.dataset.theme === "dark" ? tag.dataset.theme : dark.matches ? "dark" : "light";
  const direction = getComputedStyle(document.documentElement).direction;
  if (isReady) frame.contentWindow?.postMessage({ kith: "page", theme, direction, identity, isWhole: narrow.matches, isOpen }, home);
}

function turn(open: boolean): void {
  isOpen = open;
  place();
  tell();
}

addEventListener("message", (event) => {
  if (event.source !== frame.contentWindow || event.origin !== home) return;
  const said = event.data as { kith?: string; side?: string; open?: boolean };
  if (said.kith === "ready") {
    side = said.side === "start" ? "start" : "end";
    isReady = true;
    frame.style.visibility = "visible";
    turn(isOpen);
  }
  if (said.kith === "open") turn(said.open === true);
});
dark.addEventListener("change", tell);
narrow.addEventListener("change", () => turn(isOpen));

Object.assign(window, {
  kith: {
    open: () => turn(true),
    close: () => turn(false),
    identify: (who: Identity | null) => {
      identity = who;
      tell();
    },
  },
});

place();
if (document.body) document.body.append(frame);
else addEventListener("DOMContentLoaded", () => document.body.append(frame));
