// The doors of the server, spoken to with the visitor's token.
import type { ChatFile, ChatNews, Identity } from "./facts";
import type { Way } from "./ways";

export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly words: string,
    readonly code: string,
  ) {
    super(words);
  }
}

export class Door {
  token = "";

  constructor(readonly connection: string) {}

  async visit(token: string | null, identity: Identity | null): Promise<{ token: string; known: string }> {
    const answer = await this.ask(`/chat/${this.connection}/visits`, { token, identity });
    const visit = (await answer.json()) as { token: string; known: string };
    this.token = visit.token;
    return visit;
  }

  async since(cursor: string): Promise<ChatNews> {
    return (await (await this.ask(`/chat/${this.connection}/since/${cursor}`)).json()) as ChatNews;
  }

  async before(id: string): Promise<ChatNews> {
    return (await (await this.ask(`/chat/${this.connection}/before/${id}`)).json()) as ChatNews;
  }

  send(id: string, text: string, files: ChatFile[]): Promise<Response> {
    const attachments = files.map((file) => ({ hash: file.hash, name: file.name }));
    return this.ask(`/hooks/webchat/${this.connection}/messages`, { id, text, attachments });
  }

  read(upTo: string): Promise<Response> {
    return this.ask(`/hooks/webchat/${this.connection}/read`, { upTo });
  }

  received(upTo: string): Promise<Response> {
    return this.ask(`/chat/${this.connection}/received`, { upTo });
  }

  typing(typing: boolean): Promise<Response> {
    return this.ask(`/chat/${this.connection}/typing`, { typing });
  }

  askForCode(way: Way, said: string): Promise<Response> {
    return this.ask(`/chat/${this.connection}/${way}`, way === "phone" ? { phone: said, region: regionHere() } : { email: said });
  }

  giveCode(way: Way, code: string): Promise<Response> {
    return this.ask(`/chat/${this.connection}/${way}/code`, { code });
  }

  askForCopy(): Promise<Response> {
    return this.ask(`/chat/${this.connection}/copies`, {});
  }

  async upload(file: File): Promise<ChatFile> {
    const answer = await fetch(`/chat/${this.connection}/files?name=${encodeURIComponent(file.name)}`, { method: "POST", body: file, headers: this.headers() });
    return (await (await checked(answer)).json()) as ChatFile;
  }

  async fetchFile(file: ChatFile): Promise<Blob> {
    return (await this.ask(`/chat/${this.connection}/files/${file.hash}`)).blob();
  }

  listen(stop: AbortSignal): Promise<Response> {
    return fetch(`/chat/${this.connection}/stream`, { headers: this.headers(), signal: stop, cache: "no-store" }).then(checked);
  }

  private async ask(path: string, body?: unknown): Promise<Response> {
    const init: RequestInit = body === undefined
      ? { headers: this.headers(), cache: "no-store" }
      : { method: "POST", headers: { ...this.headers(), "Content-Type": "application/json" }, body: JSON.stringify(body) };
    return checked(await fetch(path, init));
  }

  private headers(): Record<string, string> {
    return this.token ? { Authorization: `Bearer ${this.token}` } : {};
  }
}

async function checked(answer: Response): Promise<Response> {
  if (answer.ok) return answer;
  const problem = (await answer.json().catch(() => ({}))) as { detail?: string; code?: string };
  throw new Refused(answer.status, problem.detail ?? "", problem.code ?? "");
}

// A national number is read where its writer lives.
function regionHere(): string {
  return new Intl.Locale(navigator.language).maximize().region ?? "";
}
