// The conversation as this browser knows it: what was said, what waits to be sent, who answers. The view only shows it.
import { Door, Refused } from "./door";
import type { ChatFile, ChatHead, ChatMessage, ChatNews, Identity, Pending, Settings } from "./facts";
import { newId, recall, remember } from "./keep";

export class Talk {
  readonly door: Door;
  readonly said = new Map<string, ChatMessage>();
  pending: Pending[] = [];
  head: ChatHead | null = null;
  seenUpTo: string | null = null;
  hasEarlier = false;
  typing: string | null = null;
  isOffline = false;
  isGone = false;
  isLooking = false;
  private cursor = "0";
  private identity: Identity | null = null;
  private stream: AbortController | null = null;
  private tries = 0;
  private asked = false;
  private fetching = false;

  constructor(
    private readonly settings: Settings,
    private readonly changed: () => void,
  ) {
    this.door = new Door(settings.connection);
    if (settings.token) remember(this.key("token"), settings.token);
    this.pending = (JSON.parse(recall(this.key("pending")) ?? "[]") as Pending[]).map((one) => ({ ...one, state: "waiting" }));
  }

  get messages(): ChatMessage[] {
    return [...this.said.values()].sort((one, other) => one.at.localeCompare(other.at) || one.id.localeCompare(other.id));
  }

  get unread(): number {
    return this.messages.filter((message) => !message.mine && message.mark !== null && message.mark > (recall(this.key("read")) ?? "")).length;
  }

  async begin(identity: Identity | null): Promise<void> {
    this.identity = identity;
    this.stream?.abort();
    this.stream = new AbortController();
    const mine = this.stream;
    try {
      const visit = await this.door.visit(recall(this.key("token")), identity);
      if (visit.token !== recall(this.key("token"))) this.forget();
      remember(this.key("token"), visit.token);
      await this.fetch();
      this.pending.forEach((one) => void this.post(one));
      void this.listen(mine);
    } catch (fault) {
      if (fault instanceof Refused && fault.status === 404) this.isGone = true;
      else this.later(mine);
      this.changed();
    }
  }

  async say(text: string, files: ChatFile[]): Promise<void> {
    const one: Pending = { id: newId(), text, files, at: new Date().toISOString(), state: "sending" };
    this.pending.push(one);
    await this.post(one);
  }

  async post(one: Pending): Promise<void> {
    one.state = "sending";
    this.keepPending();
    this.changed();
    try {
      await this.door.send(one.id, one.text, one.files);
      void this.fetch();
    } catch (fault) {
      const isOurs = fault instanceof Refused && fault.status >= 400 && fault.status < 500 && ![401, 403, 408, 429].includes(fault.status);
      one.state = isOurs ? "refused" : "waiting";
      if (fault instanceof Refused && [401, 403].includes(fault.status)) void this.begin(this.identity);
      this.keepPending();
      this.changed();
    }
  }

  drop(one: Pending): void {
    this.pending = this.pending.filter((other) => other !== one);
    this.keepPending();
    this.changed();
  }

  /** Fetches what is new. Asked while it fetches, it fetches once more. */
  async fetch(): Promise<void> {
    this.asked = true;
    if (this.fetching) return;

    this.fetching = true;
    try {
      while (this.asked) {
        this.asked = false;
        this.take(await this.door.since(this.cursor));
      }
    } catch {
      // The next hint or reconnect asks again.
    } finally {
      this.fetching = false;
    }
    this.changed();
  }

  async showEarlier(): Promise<void> {
    const first = this.messages[0];
    if (!first) return;
    const news = await this.door.before(first.id);
    news.items.forEach((message) => this.said.set(message.id, message));
    this.hasEarlier = news.earlier;
    this.changed();
  }

  /** Tells the team that everything so far was read, or at least has come. */
  mark(): void {
    const newest = this.messages.findLast((message) => !message.mine && message.mark !== null)?.mark ?? null;
    const key = this.key(this.isLooking ? "read" : "received");
    if (newest === null || newest <= (recall(key) ?? "")) return;

    const before = recall(key);
    remember(key, newest);
    (this.isLooking ? this.door.read(newest) : this.door.received(newest)).catch(() => remember(key, before));
  }

  private take(news: ChatNews): void {
    if (this.cursor === "0") this.hasEarlier = news.earlier;
    for (const message of news.items) this.said.set(message.id, message);
    const known = new Set(news.items.map((message) => message.clientId));
    this.pending = this.pending.filter((one) => !known.has(one.id));
    this.keepPending();
    [this.cursor, this.head, this.seenUpTo, this.isOffline] = [news.next, news.head, news.seenUpTo, false];
    if (news.items.some((message) => !message.mine)) this.typing = null;
    this.mark();
  }

  private async listen(mine: AbortController): Promise<void> {
    try {
      const answer = await this.door.listen(mine.signal);
      this.tries = 0;
      await this.fetch();
      const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
      for (let rest = ""; ; ) {
        const { value, done } = await reader.read();
        if (done) break;
        const frames = (rest + value).split("\n\n");
        rest = frames.pop()!;
        frames.forEach((frame) => this.hear(frame));
      }
    } catch {
      // Told below.
    }
    this.later(mine);
  }

  private hear(frame: string): void {
    if (frame.startsWith("event: news")) void this.fetch();
    if (frame.startsWith("event: typing")) {
      this.typing = (JSON.parse(frame.slice(frame.indexOf("data: ") + 6)) as { name: string | null }).name;
      this.changed();
    }
  }

  private later(mine: AbortController): void {
    if (mine.signal.aborted) return;
    this.isOffline = this.tries > 1;
    this.changed();
    setTimeout(() => mine.signal.aborted || void this.begin(this.identity), Math.min(30_000, 1000 * 2 ** this.tries++) * (0.7 + Math.random() * 0.6));
  }

  private forget(): void {
    this.said.clear();
    this.cursor = "0";
    remember(this.key("read"), null);
    remember(this.key("received"), null);
  }

  private keepPending(): void {
    remember(this.key("pending"), this.pending.length > 0 ? JSON.stringify(this.pending) : null);
  }

  private key(what: string): string {
    return `kith.${what}.${this.settings.connection}`;
  }
}
