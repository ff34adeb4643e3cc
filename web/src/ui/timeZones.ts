export const hereZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export function timeZones(): string[] {
  const known = Intl.supportedValuesOf("timeZone");
  return known.includes(hereZone) ? known : [hereZone, ...known];
}
