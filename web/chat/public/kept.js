// A link that was used before: whoever used it on this device finds their conversation here. The server need not say whose it is.
const key = Object.keys(localStorage).find((name) => name.startsWith("kith.token."));
if (key) {
  const kept = document.getElementById("kept");
  kept.firstElementChild.href = `/chat/${encodeURIComponent(key.slice(11))}/talk`;
  kept.hidden = false;
}
