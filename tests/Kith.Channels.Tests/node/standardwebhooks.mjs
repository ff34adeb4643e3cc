// Reads {secret, ours: [{id, timestamp, signature, body}], sign: [{id, timestamp, body}]} from standard input.
// Says which of ours the reference library takes, and what it signs itself.
import { Webhook } from "standardwebhooks";
import { readFileSync } from "node:fs";

const asked = JSON.parse(readFileSync(0, "utf8"));
const webhook = new Webhook(asked.secret);

function takes({ id, timestamp, signature, body }) {
  try {
    webhook.verify(body, { "webhook-id": id, "webhook-timestamp": String(timestamp), "webhook-signature": signature });
    return true;
  } catch {
    return false;
  }
}

console.log(JSON.stringify({
  takesOurs: asked.ours.map(takes),
  takesForged: asked.ours.map((one) => takes({ ...one, body: one.body + " " })),
  signs: asked.sign.map(({ id, timestamp, body }) => webhook.sign(id, new Date(timestamp * 1000), body)),
}));
