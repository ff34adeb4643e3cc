import { Popover } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { classes } from "../ui/classes";
import { lazily } from "../ui/lazily";
import { words } from "../words/words";
import styles from "./notices.module.css";
import { useUnread } from "./useNotices";

const NoticesList = lazily(() => import("./NoticesList").then((part) => part.NoticesList));

export function NoticesButton({ icon, className }: { icon: ReactNode; className?: string }) {
  const [open, setOpen] = useState(false);
  const unread = useUnread();
  return (
    <Popover opened={open} onChange={setOpen} position="top-start" width={348} trapFocus>
      <Popover.Target>
        <button type="button" className={classes(styles.bell, className)} aria-label={words.navigation.notices(unread)} title={words.notices.title} onClick={() => setOpen(!open)}>
          {icon}
          {unread > 0 && <span className={styles.badge} aria-hidden>{unread > 99 ? "99+" : unread}</span>}
        </button>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={words.notices.title}>{open && <NoticesList onClose={() => setOpen(false)} />}</Popover.Dropdown>
    </Popover>
  );
}
