import { useNavigate } from "@tanstack/react-router";
import { AlarmClock, AtSign, BadgeCheck, Bell, CalendarClock, Frown, MessageSquareText, PlugZap, UserRoundCheck } from "lucide-react";
import type { ReactNode } from "react";
import type { Notice, NoticeKind } from "../api/types";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { SkeletonText } from "../ui/Skeleton";
import { fullTime, shortTime } from "../ui/times";
import { words } from "../words/words";
import styles from "./notices.module.css";
import { noticeWords, useNotices, useReadNotices } from "./useNotices";
import { useWish, wishes } from "./wishes";

const icons: Record<NoticeKind, ReactNode> = {
  mentioned: <AtSign />, given: <UserRoundCheck />, answered: <MessageSquareText />, promise_near: <AlarmClock />, connection: <PlugZap />, approval: <BadgeCheck />, asked: <MessageSquareText />, ask_answered: <MessageSquareText />, later: <CalendarClock />, reminder: <Bell />, unhappy: <Frown />,
};

export function NoticesList({ onClose }: { onClose: () => void }) {
  const notices = useNotices();
  const read = useReadNotices();
  const navigate = useNavigate();
  const desktop = useWish("desktop");
  const items = notices.data?.items ?? [];
  const first = items[0];

  const go = (notice: Notice) => {
    onClose();
    if (notice.kind === "approval" && !notice.personId) void navigate({ to: "/approvals" });
    else if (notice.kind === "connection" || !notice.personId) void navigate({ to: "/settings/connections" });
    else void navigate({ to: "/people/$personId", params: { personId: notice.personId }, search: notice.caseNumber ? { case: notice.caseNumber } : {} });
  };

  return (
    <div className={styles.panel}>
      <header className={styles.head}>
        <h2>{words.notices.title}</h2>
        {first && items.some((notice) => !notice.readAt) && <Button small look="plain" onClick={() => read.mutate(first.id)}>{words.notices.readAll}</Button>}
      </header>
      {notices.isPending && <div className={styles.pad}><SkeletonText lines={4} label={words.loading} /></div>}
      {notices.isSuccess && items.length === 0 && <Empty title={words.notices.empty.title}>{words.notices.empty.words}</Empty>}
      <ul className={styles.list}>
        {items.map((notice) => (
          <li key={notice.id}>
            <button type="button" className={styles.notice} data-new={!notice.readAt || undefined} onClick={() => go(notice)}>
              <span className={styles.kind} aria-hidden>{icons[notice.kind]}</span>
              <span className={styles.words}>
                <b>{noticeWords(notice)}</b>
                {notice.text && <span className={styles.text}>{notice.text}</span>}
                <time dateTime={notice.at} title={fullTime(notice.at)}>{shortTime(notice.at)}</time>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {!desktop && <footer className={styles.foot}><Button small look="plain" onClick={() => void wishes.setDesktop(true)}>{words.notices.turnOn}</Button></footer>}
    </div>
  );
}
