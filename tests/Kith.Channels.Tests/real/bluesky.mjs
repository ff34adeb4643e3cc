// Accounts, the server that keeps them, the directory of who is who, and the part that tells who was mentioned: all by Bluesky's own packages.
import { TestNetwork } from "@atproto/dev-env";

const network = await TestNetwork.create({ pds: { enableDidDocWithSession: true } });
const accounts = {};
for (const name of ["care", "nomsa"]) {
  const agent = network.pds.getAgent();
  const { data: made } = await agent.com.atproto.server.createAccount({ handle: `${name}.test`, email: `${name}@marula.example`, password: `password-of-${name}` });
  const signed = { headers: { authorization: `Bearer ${made.accessJwt}` }, encoding: "application/json" };
  const { data: app } = await agent.com.atproto.server.createAppPassword({ name: "kith", privileged: name === "care" }, signed);
  accounts[name] = { did: made.did, password: app.password };
}
console.log(JSON.stringify({ service: network.pds.url, accounts }));
process.stdin.on("end", () => process.exit(0)).resume();
