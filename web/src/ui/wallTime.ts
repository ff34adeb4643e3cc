/** The moment at which a clock in this zone shows this hour, so many days from today there. */
export function hourIn(zone: string, days: number, hour: number, now = new Date()): Date {
  const [year, month, day] = wall(zone, now);
  const wanted = Date.UTC(year!, month! - 1, day! + days, hour);
  // Twice, because the clock may change in between.
  return new Date([0, 1].reduce((at) => wanted - offset(zone, new Date(at)), wanted));
}

const offset = (zone: string, at: Date) => {
  const [year, month, day, hour, minute] = wall(zone, at);
  return Date.UTC(year!, month! - 1, day!, hour!, minute!) - Math.floor(at.getTime() / 60_000) * 60_000;
};

function wall(zone: string, at: Date): number[] {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", hourCycle: "h23" }).formatToParts(at);
  return ["year", "month", "day", "hour", "minute"].map((name) => Number(parts.find((part) => part.type === name)!.value));
}
