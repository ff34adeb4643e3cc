import { Tooltip } from "@mantine/core";
import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import { classes } from "./classes";
import styles from "./button.module.css";

export type ButtonLook = "primary" | "quiet" | "plain" | "danger" | "public";

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: ButtonLook;
  icon?: ReactNode;
  keys?: string;
  busy?: boolean;
  small?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ look = "quiet", icon, keys, busy, small, className, children, disabled, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} disabled={disabled} aria-busy={busy || undefined} aria-disabled={busy || undefined} onClick={busy ? undefined : rest.onClick}
      className={classes(styles.button, styles[look], small && styles.small, className)}>
      {icon}
      {children}
      {keys && <kbd className={styles.keys} aria-hidden>{keys}</kbd>}
    </button>
  );
}

export interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  label: string;
  hint?: string;
  on?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ label, hint, on, className, children, ...rest }: IconButtonProps) {
  return (
    <Tooltip label={hint ?? label}>
      <button type="button" {...rest} aria-label={label} className={classes(styles.icon, on && styles.on, className)}>{children}</button>
    </Tooltip>
  );
}
