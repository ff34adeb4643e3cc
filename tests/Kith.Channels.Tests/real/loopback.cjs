// Prism's helpers listen on every address when nobody stops them: whatever this process opens, it opens on loopback.
const net = require("node:net");
const listen = net.Server.prototype.listen;

net.Server.prototype.listen = function (...given) {
  if (typeof given[0] === "object" && given[0] !== null && !given[0].path) given[0] = { ...given[0], host: "127.0.0.1" };
  else if (/^\d+$/.test(String(given[0]))) given.splice(1, typeof given[1] === "string" ? 1 : 0, "127.0.0.1");
  else if (given.length === 0 || typeof given[0] === "function") given.unshift({ port: 0, host: "127.0.0.1" });
  return listen.apply(this, given);
};
