import { describe, expect, it } from "vitest";
import type { RoutingRule } from "../api/types";
import { sentence } from "./sentence";
import type { Choices } from "./useRoutes";

const choices: Choices = {
  channels: [{ value: "x", label: "X" }, { value: "messenger", label: "Facebook" }], connections: [], branches: [{ value: "b", label: "Rosebank" }], organisations: [], fields: [{ value: "plan", label: "Plan" }],
  departments: [{ value: "p", label: "Pricing" }], team: [{ value: "t", label: "Omar Haddad" }],
};
const rule = (patch: Partial<RoutingRule>): RoutingRule => ({ id: null, name: "r", off: false, conditions: {}, outcome: { owner: "nobody" }, warnings: [], ...patch }) as RoutingRule;

describe("a rule reads as a sentence", () => {
  it("with all that it asks and does", () => {
    const said = sentence(rule({
      conditions: { channels: ["messenger", "x"], inPublic: true, fields: [{ key: "plan", values: ["gold"] }], anyWords: ["price", "pricing", "costs"], noWords: ["prize"] },
      outcome: { departmentId: "p", branchId: "b", owner: "leastBusy", tags: ["money"] },
    }), choices);
    expect(said.when).toBe("When something comes on Facebook or X, in public, whose Plan is gold, and says any of “price”, “pricing” or “costs”, and says nothing of “prize”");
    expect(said.then).toBe("it goes to Pricing, is about Rosebank, to whoever is in and has the least, tagged money");
  });

  it("also where it asks nothing", () => {
    expect(sentence(rule({ outcome: { owner: "teammate", ownerId: "t" } }), choices)).toEqual({ when: "When something comes whatever it is", then: "it goes where it would go anyway, to Omar Haddad" });
  });
});
