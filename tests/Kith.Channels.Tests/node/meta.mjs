// Reads {secret, ours: [{body, signature}], sign: [body]} from standard input; bodies are in Base64.
// Says whether an independent library takes our signatures of the kind Meta sends, and what it signs itself.
import { sign, verify } from "@octokit/webhooks-methods";
import { readFileSync } from "node:fs";

const asked = JSON.parse(readFileSync(0, "utf8"));
const text = (body) => Buffer.from(body, "base64").toString("utf8");
const all = (list, what) => Promise.all(list.map(what));

console.log(JSON.stringify({
  takesOurs: await all(asked.ours, ({ body, signature }) => verify(asked.secret, text(body), signature)),
  takesForged: await all(asked.ours, ({ body, signature }) => verify(asked.secret, text(body) + " ", signature)),
  signs: await all(asked.sign, (body) => sign(asked.secret, text(body))),
}));
