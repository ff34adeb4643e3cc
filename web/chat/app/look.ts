// The site's colour, made to be read in both themes whatever it is.

export function paint(root: HTMLElement, colour: string, theme: string): void {
  root.dataset.theme = theme;
  const style = root.style;
  for (const name of ["--accent", "--on-accent", "--accent-soft", "--accent-ink"]) style.removeProperty(name);
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return;

  style.setProperty("--accent", colour);
  style.setProperty("--on-accent", luminance(colour) > 0.19 ? "#101413" : "#ffffff");
  style.setProperty("--accent-soft", `color-mix(in srgb, ${colour} 14%, var(--surface))`);
  style.setProperty("--accent-ink", `color-mix(in srgb, ${colour} 35%, var(--ink))`);
}

// WCAG 2.2, relative luminance.
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
