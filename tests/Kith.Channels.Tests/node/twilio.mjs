// Reads {token, ours: [{url, params, signature}], sign: [{url, params}], crossed: [{signed, at, params}], body} from standard input.
// Says whether Twilio's own validator takes our signatures, and what it signs itself.
import twilio from "twilio";
import { getExpectedBodyHash, getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { readFileSync } from "node:fs";

const asked = JSON.parse(readFileSync(0, "utf8"));
const takes = (token, signature, url, params) => twilio.validateRequest(token, signature, url, params);

console.log(JSON.stringify({
  takesOurs: asked.ours.map(({ url, params, signature }) => takes(asked.token, signature, url, params)),
  takesForged: asked.ours.map(({ url, params, signature }) => takes(asked.token, signature, url, { ...params, Body: "forged" })),
  signs: asked.sign.map(({ url, params }) => getExpectedTwilioSignature(asked.token, url, params)),
  takesCrossed: asked.crossed.map(({ signed, at, params }) => takes(asked.token, getExpectedTwilioSignature(asked.token, signed, params), at, params)),
  bodyHash: getExpectedBodyHash(asked.body),
}));
