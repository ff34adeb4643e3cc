import type { CaseRow } from "../api/types";

const count = 5;

/** The n-th case of a person always has the same colour; two cases side by side are told apart at a glance. */
export function caseColours(cases: Pick<CaseRow, "number">[]): (number: number | null) => string | undefined {
  const numbers = cases.map((kase) => kase.number).sort((one, two) => one - two);
  const colours = new Map(numbers.map((number, index) => [number, `var(--case-${(index % count) + 1})`]));
  return (number) => (number === null ? undefined : colours.get(number) ?? "var(--line-strong)");
}
