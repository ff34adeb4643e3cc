/** What the page is, for those who hear it; those who see it see it. */
export function PageTitle({ children }: { children: string }) {
  return <h1 className="unseen">{children}</h1>;
}
