export interface Page<T> { items: T[]; next: string | null }

export type Role = "owner" | "admin" | "teammate" | "viewer";
export interface FirstRun { needed: boolean }
export interface SignInAnswer { next: "done" | "code" }
export interface Session { id: string; createdAt: string; lastSeenAt: string; userAgent: string | null; ip: string | null; current: boolean }
export interface Teammate {
  id: string; name: string; email: string; role: Role; pictureUrl: string | null; awayUntil: string | null; away: boolean;
  departmentIds: string[]; lastSeenAt: string | null; state: "active" | "invited" | "left";
}
export interface Opening { day: number; from: string; to: string }
export interface Workspace {
  id: string; name: string; language: string; timeZone: string; openings: Opening[];
  firstAnswerMinutes: number; nextAnswerMinutes: number; undoSeconds: number; rawDays: number;
}
export interface Me { teammate: Teammate; workspace: Workspace; demo: boolean; unreadNotices: number }
export interface Totp { enabled: boolean; recoveryCodesLeft: number }
export interface TotpSetup { secret: string; uri: string; qrSvg: string }
export interface RecoveryCodes { recoveryCodes: string[] }
export interface Passkey { id: string; name: string; createdAt: string }
export interface Invitation { id: string; url: string; expiresAt: string; email?: string | null; name?: string | null; role?: Role }
export interface InvitationInfo { workspaceName: string; email: string | null; name: string | null }
export interface ApiToken { id: string; name: string; role: Role; createdAt: string; lastUsedAt: string | null; expiresAt: string | null; prefix: string }
export interface NewApiToken { id: string; name: string; token: string }

export interface HandleLabel { kind: string; value: string }
export interface PersonRow { id: string; name: string; handles: HandleLabel[]; lastAt: string | null; organisation: string | null }
export interface Handle {
  id: string; personId: string; kind: string; scope: string; value: string; label: string; strength: "seen" | "verified"; shared: boolean;
  firstSeen: string; lastSeen: string; problem: string | null; how: string | null; stopped: boolean;
}
export interface Claim { id: string; kind: string; value: string; saidWhere: string | null }
export interface Suggestion { personId: string; name: string; facts: { words: string; agrees: boolean }[]; weight: number }
export interface Merge { id: string; fromId: string; fromName: string; toId: string; by: string | null; at: string; evidence: string | null }
export interface Unmerged { toPlace: Moment[] }
export type BlockKind = "blocked" | "spam" | "muted";
export interface PersonPage {
  id: string; rootId: string; mergedInto: string | null; name: string; language: string | null; timeZone: string | null; since: string;
  fields: Record<string, unknown>; block: BlockKind | null; handles: Handle[]; claims: Claim[]; members: { id: string; name: string }[];
  cases: CaseRow[]; organisations: { id: string; name: string; role: string | null }[]; suggestions: Suggestion[]; merges: Merge[];
}
export interface ImportPreview { id: string; columns: { name: string; suggested: string | null }[]; rows: string[][]; total: number; problems: { row: number; words: string }[] }
export interface ImportOutcome { id?: string; made: number; matched: number; skipped: number; problems: { row: number; words: string }[] }
export interface PeopleImport { id: string; at: string; made: number; matched: number; skipped: number; doneAt: string | null; undoneAt: string | null }
export interface OrganisationRow { id: string; name: string; domains: string[]; people: number }
export interface OrganisationPage { id: string; name: string; domains: string[]; people: (PersonRow & { role: string | null })[]; cases: CaseRow[] }
export interface Field { id: string; key: string; label: string; kind: "text" | "number" | "date" | "choice" | "yesno"; choices: string[] }

export interface Author { kind: "person" | "teammate" | "system"; id: string | null; name: string; pictureUrl: string | null }
export interface AttachmentRef { hash: string; name: string; type: string; size: number; url: string }
export type DeliveryState = "queued" | "sending" | "sent" | "delivered" | "read" | "failed" | "unsure" | "withdrawn";
export interface DeliveryProblem { code: string; words: string; canRetry: boolean }
export interface Delivery {
  momentId: string; handleId: string; to: string; state: DeliveryState; problem: DeliveryProblem | null; tries: number;
  nextAt: string | null; at: string | null; segments: number | null; cost: number | null;
}
export interface Moment {
  id: string; personId: string; caseNumber: number | null; at: string; recordedAt: string; kind: string;
  direction: "in" | "out" | "none"; visibility: "private" | "public" | "internal"; channel: string | null; connectionId: string | null;
  connectionName: string | null; surface: string | null; author: Author; text: string | null; replyTo: { id: string; text: string | null; authorName: string } | null;
  detail: Record<string, unknown> | null; attachments: AttachmentRef[]; deliveries: Delivery[]; edited: boolean; withdrawn: boolean;
}
export interface Timeline { items: Moment[]; before: string | null; after: string | null }
export interface NewMessage {
  id: string; text: string; connectionId: string; handleId?: string; to?: { kind: string; value: string }; case?: number;
  newCase?: { title?: string; departmentId?: string }; replyTo?: string; attachments: { hash: string; name: string }[]; thenClose?: boolean;
}
export interface NewNote { id: string; text: string; case?: number; mentions: string[] }
export interface TextLimit { unit: "gsmSegments" | "utf16" | "graphemes"; max: number }
export interface Way {
  connectionId: string; connectionName: string; channel: string; surface: string; visibility: "private" | "public"; handleId: string | null; label: string;
  allowed: boolean; reason: { code: string; words: string } | null; text: TextLimit; cost: { perSegment: number; currency: string } | null; lastUsed: boolean;
}
export interface Ways { items: Way[] }
export interface MoveAnswer { id: string; way: "known" | "link" | "code"; moment: Moment | null; handleId?: string | null }
export interface Draft {
  /** The id its message will have: the same draft sent from two browsers is one message. */
  id?: string | null;
  text: string; connectionId?: string | null; handleId?: string | null; case?: number | null; note: boolean; mentions: string[]; attachments: AttachmentRef[];
}

export type CaseState = "open" | "waiting" | "snoozed" | "closed";
export interface CaseRow {
  id: string; number: number; personId: string; personName: string; title: string; departmentId: string; departmentName: string;
  ownerId: string | null; ownerName: string | null; state: CaseState; promiseKind: string; promiseDue: string; openedAt: string; closedAt: string | null;
  lastAt: string; lastText: string | null; lastDirection: "in" | "out" | "none"; lastSurface: string | null; lastVisibility: "private" | "public" | "internal";
  channel: string | null; tags: string[]; isNew: boolean; version: number;
}
export interface Counts { mine: number; departments: number; unassigned: number; all: number; byDepartment: Record<string, number> }
export interface Department { id: string; name: string; headId: string | null; memberIds: string[]; isDefault: boolean; openCases: number }
export interface SavedAnswer { id: string; title: string; text: string; channel: string | null; language: string | null; shortcut: string | null }
export type NoticeKind = "mentioned" | "given" | "answered" | "promise_near" | "connection";
export interface Notice {
  id: string; kind: NoticeKind; at: string; personId: string | null; personName: string | null; caseNumber: number | null; text: string | null; readAt: string | null;
}
export interface Hit { moment: Moment; personName: string | null; snippet: string; highlights: { start: number; length: number }[] }
export interface SearchAnswer { people: PersonRow[]; items: Hit[]; next: string | null }

export interface SetupField {
  key: string; label: string; kind: "text" | "secret" | "url" | "phone" | "choice" | "yesno"; help: string | null; required: boolean; choices: string[]; check: string | null;
  default: string | null; made: boolean;
}
export interface SurfaceDeclaration { id: string; name: string; visibility: "private" | "public"; [more: string]: unknown }
export interface ChannelDeclaration { id: string; name: string; icon: string | null; docsUrl: string | null; note: string | null; setup: SetupField[]; surfaces: SurfaceDeclaration[] }
export interface ConnectionHealth {
  state: "well" | "failing" | "asleep" | "signInExpired" | "never"; lastReceivedAt: string | null; lastSentAt: string | null; queued: number; failed: number; unsure: number;
  setAside: number; waiting: number; problem: { code: string; words: string } | null; retryAt: string | null;
}
export interface Connection {
  id: string; name: string; channel: string; address: string | null; enabled: boolean; webhookUrl: string | null; settings: Record<string, string>; health: ConnectionHealth;
  /** Secrets made in this very request; they are never told again. */
  made?: Record<string, string> | null;
}
export interface Findings { findings: { ok: boolean; words: string }[] }
export interface SetAside { id: string; connectionId: string; receivedAt: string; tries: number; problem: string; preview: string }
