export interface Address { kind: "phone" | "email"; value: string }

/** What somebody typed in a "to whom" box, if it can be written to as it stands. */
export function addressIn(text: string): Address | null {
  const typed = text.trim();
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed)) return { kind: "email", value: typed.toLowerCase() };
  const digits = typed.replace(/[\s().-]/g, "");
  return /^(\+|00)?\d{7,15}$/.test(digits) ? { kind: "phone", value: digits.replace(/^00/, "+") } : null;
}
