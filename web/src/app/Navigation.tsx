import { Link, useNavigate, useRouterState } from "@tanstack/react-router";
import { Menu, Tooltip } from "@mantine/core";
import { BadgeCheck, Bell, Building2, CircleUser, Contact, Globe, Inbox, Keyboard, LogOut, Moon, PenLine, Radio, Scale, Search, Settings, UserRound, UsersRound, Waypoints } from "lucide-react";
import type { ReactNode } from "react";
import { useCounts } from "../cases/useCases";
import { useDepartments } from "../departments/useDepartments";
import { NoticesButton } from "../notices/NoticesButton";
import { useApprovalCount } from "../rules/useApprovals";
import { signOut, useAway, useMe } from "../team/useMe";
import { Avatar } from "../ui/Avatar";
import { lazily } from "../ui/lazily";
import { Mark } from "../ui/Mark";
import { ThemeSwitch } from "../ui/Segments";
import { classes } from "../ui/classes";
import { words } from "../words/words";
import styles from "./navigation.module.css";
import type { Sheet } from "./Shell";

const ViewsPlaces = lazily(() => import("./ViewsPlaces").then((part) => part.ViewsPlaces));
const AsksPlace = lazily(() => import("./AsksPlace").then((part) => part.AsksPlace));

const lists = [
  { list: "mine", icon: <UserRound /> },
  { list: "departments", icon: <Inbox /> },
  { list: "unassigned", icon: <Radio /> },
  { list: "all", icon: <UsersRound /> },
] as const;

export function Navigation({ onSheet }: { onSheet: (sheet: Sheet) => void }) {
  const counts = useCounts();
  const departments = useDepartments();
  const approvals = useApprovalCount();
  const path = useRouterState({ select: (state) => state.location.pathname });
  // On a phone an open conversation has the whole screen; the way out is its back arrow.
  const deep = /\/(inbox|people)\/[^/]+\/[^/]+|\/people\/[^/]+|\/settings\/|\/(organisations|causes)\/[^/]+/.test(path);

  return (
    <nav className={styles.nav} aria-label={words.navigation.label} data-deep={deep || undefined}>
      <div className={styles.brand}><Mark /><span>{words.kith}</span></div>
      <button type="button" className={styles.write} onClick={() => onSheet("message")} aria-label={words.navigation.newMessage} title={words.navigation.newMessage}>
        <PenLine /><span>{words.navigation.newMessage}</span>
      </button>
      <ul className={styles.group}>
        {lists.map(({ list, icon }) => <Place key={list} to="/inbox/$list" params={{ list }} icon={icon} label={words.navigation[list]} count={counts?.[list]} phone={list !== "unassigned" && list !== "all"} />)}
        <Place to="/inbox/$list" params={{ list: "owed" }} icon={<Globe />} label={words.navigation.owed} count={counts?.owedInPublic} />
        <AsksPlace />
        <ViewsPlaces />
      </ul>
      {departments.length > 0 && <h2 className={styles.title}>{words.navigation.departmentsTitle}</h2>}
      <ul className={classes(styles.group, styles.departments)}>
        {departments.map((department) => (
          <Place key={department.id} to="/inbox/$list" params={{ list: department.id }} icon={<UsersRound />} label={department.name} count={counts?.byDepartment[department.id] ?? 0} />
        ))}
      </ul>
      <h2 className={styles.title}>{words.navigation.rest}</h2>
      <ul className={styles.group}>
        <Place to="/approvals" icon={<BadgeCheck />} label={words.navigation.approvals} count={approvals} />
        <Place to="/causes" icon={<Waypoints />} label={words.navigation.causes} />
        <Place to="/people" icon={<Contact />} label={words.navigation.people} phone />
        <Place to="/organisations" icon={<Building2 />} label={words.navigation.organisations} />
        <Place to="/insights" icon={<Scale />} label={words.navigation.insights} />
        <Place to="/search" icon={<Search />} label={words.navigation.search} phone />
        <Place to="/settings" icon={<Settings />} label={words.navigation.settings} />
      </ul>
      <div className={styles.foot}>
        <NoticesButton icon={<Bell />} className={styles.footButton} />
        <Account onSheet={onSheet} />
      </div>
    </nav>
  );
}

interface PlaceProps { to: string; params?: { list: string }; search?: object; icon: ReactNode; label: string; count?: number; phone?: boolean }

export function Place({ to, params, search, icon, label, count, phone }: PlaceProps) {
  const said = !count ? null : count >= 1000 ? "999+" : String(count);
  return (
    <li className={classes(styles.item, phone && styles.phone)}>
      <Tooltip label={label} position="right" openDelay={300} classNames={{ tooltip: styles.tip }}>
        <Link to={to as "/inbox/$list"} params={params as { list: string }} search={search} className={styles.place} activeProps={{ className: styles.on, "aria-current": "page" }}>
          {icon}<span className={styles.name}>{label}</span>
          {said && <b className={styles.count}>{said}</b>}
        </Link>
      </Tooltip>
    </li>
  );
}

function Account({ onSheet }: { onSheet: (sheet: Sheet) => void }) {
  const { teammate, demo } = useMe();
  const away = useAway();
  const navigate = useNavigate();
  return (
    <Menu position="top-start" width={236}>
      <Menu.Target>
        <button type="button" className={styles.account}>
          <span className="unseen">{words.navigation.account}</span>
          <Avatar name={teammate.name} seed={teammate.id} picture={teammate.pictureUrl} size={26} />
          <span className={styles.name}>{teammate.name}</span>
          {teammate.away && <span className={styles.count}>{words.navigation.away}</span>}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item className={styles.phoneItem} leftSection={<Settings size={16} />} onClick={() => void navigate({ to: "/settings" })}>{words.navigation.settings}</Menu.Item>
        <Menu.Item className={styles.phoneItem} leftSection={<BadgeCheck size={16} />} onClick={() => void navigate({ to: "/approvals" })}>{words.navigation.approvals}</Menu.Item>
        <Menu.Item className={styles.phoneItem} leftSection={<Waypoints size={16} />} onClick={() => void navigate({ to: "/causes" })}>{words.navigation.causes}</Menu.Item>
        <Menu.Item className={styles.phoneItem} leftSection={<Inbox size={16} />} onClick={() => void navigate({ to: "/asks" })}>{words.navigation.asks}</Menu.Item>
        <Menu.Item className={styles.phoneItem} leftSection={<Scale size={16} />} onClick={() => void navigate({ to: "/insights" })}>{words.navigation.insights}</Menu.Item>
        <Menu.Item className={styles.phoneItem} leftSection={<Building2 size={16} />} onClick={() => void navigate({ to: "/organisations" })}>{words.navigation.organisations}</Menu.Item>
        <Menu.Item leftSection={<CircleUser size={16} />} onClick={() => void navigate({ to: "/settings/profile" })}>{words.settings.pages.profile}</Menu.Item>
        <Menu.Item leftSection={<Moon size={16} />} onClick={() => away.mutate(teammate.away ? null : {})}>{teammate.away ? words.navigation.comeBack : words.navigation.goAway}</Menu.Item>
        <Menu.Item leftSection={<Keyboard size={16} />} onClick={() => onSheet("shortcuts")}>{words.navigation.shortcuts}</Menu.Item>
        {demo && <Menu.Item leftSection={<Radio size={16} />} component="a" href="/try" target="_blank">{words.navigation.demo}</Menu.Item>}
        <Menu.Divider />
        <div className={styles.theme}><ThemeSwitch label={words.theme.label} names={words.theme} iconsOnly /></div>
        <Menu.Divider />
        <Menu.Item leftSection={<LogOut size={16} />} onClick={() => void signOut()}>{words.navigation.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
