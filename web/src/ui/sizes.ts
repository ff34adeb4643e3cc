const units = ["byte", "kilobyte", "megabyte", "gigabyte"];

export function sizeWords(bytes: number): string {
  let size = bytes;
  let at = 0;
  while (size >= 1000 && at < units.length - 1) { size /= 1000; at++; }
  return new Intl.NumberFormat(undefined, { style: "unit", unit: units[at], maximumFractionDigits: size < 10 && at > 0 ? 1 : 0 }).format(size);
}
