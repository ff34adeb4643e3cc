import { describe, expect, it } from "vitest";
import type { ChannelDeclaration, Connection } from "../api/types";
import { toAddress } from "./useBeginnings";

const channel = (id: string, handleKind: string, mayStart: boolean) => ({ id, surfaces: [{ handleKind, mayStart, format: id === "post" ? "html" : "plain" }] }) as unknown as ChannelDeclaration;
const connection = (id: string, of: string, enabled = true) => ({ id, name: id, channel: of, enabled }) as Connection;
const channels = [channel("text", "phone", true), channel("post", "email", true), channel("chat", "phone", false)];

describe("how one begins with an address", () => {
  it("is what its channel declares, whatever the channel is called", () => {
    const all = [connection("a", "text"), connection("b", "post"), connection("c", "chat"), connection("d", "text", false), connection("e", "unheard-of")];
    expect(toAddress(all, channels, { kind: "phone", value: "+27" }).map((one) => [one.key, one.format])).toEqual([["a", "plain"]]);
    expect(toAddress(all, channels, { kind: "email", value: "a@b.c" }).map((one) => [one.key, one.format])).toEqual([["b", "html"]]);
  });
});
