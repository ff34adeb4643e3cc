export interface Watcher { id: string; name: string; pictureUrl: string | null }

export interface Frames {
  moments: { items: { id: string; personId: string; rootId: string; caseNumber: number | null; caseId: string | null; kind: string; direction: string; at: string; postId?: string | null }[] };
  cases: { items: { number: number; departmentId: string | null; ownerId: string | null }[] };
  asks: { items: { id: string; caseId: string; departmentId: string; ownerId: string | null; askedBy: string }[] };
  deliveries: { items: { momentId: string; personId: string; handleId: string; state: string }[] };
  presence: { personId: string; watching: Watcher[]; typing: Watcher[]; personTyping: boolean };
  notice: { notice: { id: string; kind: string; at: string; personId: string | null; personName: string | null; caseNumber: number | null; text: string | null; readAt: string | null } };
  connection: { id: string };
  later: { id: string; personId: string };
  approval: { id: string; personId: string | null };
}

export type FrameType = keyof Frames;
export type Frame = { [T in FrameType]: { type: T } & Frames[T] }[FrameType];
