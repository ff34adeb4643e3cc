import { api } from "../api/api";
import type { SignInAnswer } from "../api/types";

export const passkeysWork = typeof window !== "undefined" && "PublicKeyCredential" in window;

/** The browser's own ceremony; the server makes the options and checks the answer. */
export async function signInWithPasskey(): Promise<SignInAnswer> {
  const options = await api.post<Record<string, unknown>>("/sessions/passkey/options");
  const credential = await navigator.credentials.get({ publicKey: revive(options) as unknown as PublicKeyCredentialRequestOptions });
  return api.post<SignInAnswer>("/sessions/passkey", { body: { credential: told(credential) } });
}

export async function addPasskey(name: string): Promise<void> {
  const options = await api.post<Record<string, unknown>>("/me/passkeys/options");
  const credential = await navigator.credentials.create({ publicKey: revive(options) as unknown as PublicKeyCredentialCreationOptions });
  await api.post("/me/passkeys", { body: { name, credential: told(credential) } });
}

type Described = { id: string } & Record<string, unknown>;

function revive(options: Record<string, unknown>): Record<string, unknown> {
  const described = (list: unknown) => (list as Described[] | undefined)?.map((item) => ({ ...item, id: bytes(item.id) }));
  const user = options.user as Described | undefined;
  return {
    ...options,
    challenge: bytes(options.challenge as string),
    ...(user && { user: { ...user, id: bytes(user.id) } }),
    ...(options.allowCredentials ? { allowCredentials: described(options.allowCredentials) } : {}),
    ...(options.excludeCredentials ? { excludeCredentials: described(options.excludeCredentials) } : {}),
  };
}

function told(credential: Credential | null): unknown {
  if (!credential) throw new Error("no credential");
  const { id, rawId, type, response, authenticatorAttachment, getClientExtensionResults } = credential as PublicKeyCredential;
  const made = response as Partial<AuthenticatorAttestationResponse & AuthenticatorAssertionResponse>;
  return {
    id, rawId: text(rawId), type, authenticatorAttachment, clientExtensionResults: getClientExtensionResults.call(credential),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      ...(made.attestationObject && { attestationObject: text(made.attestationObject), transports: made.getTransports?.() ?? [] }),
      ...(made.authenticatorData && { authenticatorData: text(made.authenticatorData) }),
      ...(made.signature && { signature: text(made.signature) }),
      ...(made.userHandle && { userHandle: text(made.userHandle) }),
    },
  };
}

function bytes(base64url: string): ArrayBuffer {
  return Uint8Array.from(atob(base64url.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0)).buffer;
}

function text(buffer: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
