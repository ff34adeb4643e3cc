import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { maySetUp, useMe } from "../team/useMe";
import { Chevron } from "./Chevron";
import styles from "./settings.module.css";
import { PageTitle } from "../ui/PageTitle";
import { words } from "../words/words";
import { settingsPages } from "./settingsPages";

export function SettingsPage() {
  const { teammate } = useMe();
  const chosen = useRouterState({ select: (state) => /\/settings\/./.test(state.location.pathname) });
  const pages = settingsPages.filter((page) => !page.setUp || maySetUp(teammate.role));
  const groups = [...new Set(pages.map((page) => page.group))];

  return (
    <main id="main" tabIndex={-1} className={styles.settings} data-chosen={chosen || undefined}>
      <PageTitle>{words.settings.title}</PageTitle>
      <nav className={styles.list} aria-label={words.settings.title}>
        <h2 className={styles.heading}>{words.settings.title}</h2>
        {groups.map((group) => (
          <section key={group}>
            <h3 className={styles.group}>{group}</h3>
            <ul>{pages.filter((page) => page.group === group).map((page) => (
              <li key={page.to}><Link to={page.to as "/settings/profile"} className={styles.link} activeProps={{ className: styles.on, "aria-current": "page" }}>{page.label}<Chevron /></Link></li>
            ))}</ul>
          </section>
        ))}
      </nav>
      <div className={styles.main}>
        <Link to="/settings" className={styles.back}>← {words.settings.title}</Link>
        <div className={styles.page}><Outlet /></div>
      </div>
    </main>
  );
}
