import { linkAskedAt } from "./calls";
import { began, done } from "./guide";
import { talkApp, type Line } from "./talk";

// Text messages, by the pretend carrier.

export const messages = talkApp<Line>({
  door: "phones",
  most: 1600,
  placeholder: "Text message",
  empty: "No messages yet. Write the first one.",
  heard: (all) => {
    const later = all.filter((one) => Date.parse(one.at) > began);
    const links = later.filter((one) => !one.mine && one.text.includes("/go/"));
    const asked = linkAskedAt();
    done("answer", later.some((one) => one.mine));
    done("answered", later.some((one) => !one.mine));
    done("link", links.length > 0);
    done("link-by-call", asked !== null && links.some((one) => Date.parse(one.at) > asked));
  },
});
