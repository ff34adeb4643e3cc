// What the server says, as it says it.

export type ChatFile = { hash: string; name: string; type: string; size: number };

export type ChatMessage = {
  id: string;
  clientId: string | null;
  at: string;
  mine: boolean;
  by: string | null;
  channel: string | null;
  text: string;
  files: ChatFile[];
  mark: string | null;
};

export type ChatHead = {
  workspace: string;
  who: { name: string; department: string } | null;
  department: string;
  due: string | null;
  why: string | null;
  isOpen: boolean;
  opensAt: string | null;
  answerBy: string;
  localTime: string;
  place: string;
  arrivedFrom: string | null;
  canSms: boolean;
  canEmail: boolean;
  mailbox: string | null;
};

export type ChatNews = { items: ChatMessage[]; next: string; earlier: boolean; seenUpTo: string | null; head: ChatHead };

export type Pending = { id: string; text: string; files: ChatFile[]; at: string; state: "sending" | "waiting" | "refused" };

export type Settings = { connection: string; colour: string; greeting: string; side: "start" | "end"; name: string; page: boolean; token?: string };

export type Identity = Record<string, unknown>;
