import { describe, expect, it } from "vitest";
import { addressIn } from "./address";

describe("an address", () => {
  it.each([
    ["+27 82 555 4417", { kind: "phone", value: "+27825554417" }], ["0027 82 555-4417", { kind: "phone", value: "+27825554417" }], ["(082) 555 4417", { kind: "phone", value: "0825554417" }],
    ["Nomsa@Example.org", { kind: "email", value: "nomsa@example.org" }], ["Nomsa", null], ["12", null], ["a@b", null],
  ])("in %s", (text, found) => expect(addressIn(text)).toEqual(found));
});
