interface ProblemBody { title?: string; detail?: string; code?: string; errors?: Record<string, string[]>; objections?: unknown[] }

export class Problem extends Error {
  constructor(readonly status: number, readonly code: string, words: string, readonly errors: Record<string, string[]> = {}, readonly objections: unknown[] = []) {
    super(words);
  }

  static unreachable(): Problem {
    return new Problem(0, "unreachable", "");
  }

  static async from(answer: Response): Promise<Problem> {
    const body = (await answer.json().catch(() => ({}))) as ProblemBody;
    return new Problem(answer.status, body.code ?? `http_${answer.status}`, body.detail ?? body.title ?? "", body.errors ?? {}, body.objections);
  }

  /** The other side may well say yes later: no connection, busy, or broken for the moment. */
  get passes(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export function statusOf(reason: unknown): number | null {
  return reason instanceof Problem ? reason.status : null;
}
