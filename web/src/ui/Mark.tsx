/** Two discs that overlap: us and you. */
export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden style={{ flex: "none" }}>
      <circle cx="21" cy="16" r="8.800" fill="#e2a54a" />
      <circle cx="12" cy="16" r="10" fill="var(--accent)" />
    </svg>
  );
}
