/** What somebody typed as the end of a link: a page of the web or an address, nothing that runs. */
export function linkIn(text: string): string | null {
  const typed = text.trim();
  if (/^(mailto:)?[^\s@:/]+@[^\s@]+\.[^\s@]+$/i.test(typed)) return `mailto:${typed.replace(/^mailto:/i, "")}`;
  const url = /^https?:\/\//i.test(typed) ? typed : /^[^\s:/]+\.[^\s:/]+([/?#:]\S*)?$/.test(typed) ? `https://${typed}` : null;
  return url && URL.canParse(url) ? url : null;
}
