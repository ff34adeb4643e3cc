import { useMantineColorScheme } from "@mantine/core";
import { Monitor, Moon, Sun } from "lucide-react";
import { classes } from "./classes";
import styles from "./segments.module.css";

export interface SegmentsProps<T extends string> {
  label: string;
  value: T;
  options: { value: T; label: string; icon?: React.ReactNode }[];
  onChange: (value: T) => void;
  iconsOnly?: boolean;
}

/** A few choices side by side, one of them taken. */
export function Segments<T extends string>({ label, value, options, onChange, iconsOnly }: SegmentsProps<T>) {
  return (
    <div role="group" aria-label={label} className={styles.segments}>
      {options.map((option) => (
        <button key={option.value} type="button" aria-pressed={option.value === value} aria-label={iconsOnly ? option.label : undefined}
          title={iconsOnly ? option.label : undefined} className={classes(styles.segment, option.value === value && styles.on)} onClick={() => onChange(option.value)}>
          {option.icon}
          {!iconsOnly && option.label}
        </button>
      ))}
    </div>
  );
}

export function ThemeSwitch({ label, names, iconsOnly }: { label: string; names: { light: string; dark: string; auto: string }; iconsOnly?: boolean }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Segments label={label} value={colorScheme} onChange={setColorScheme} iconsOnly={iconsOnly} options={[
      { value: "auto", label: names.auto, icon: <Monitor /> },
      { value: "light", label: names.light, icon: <Sun /> },
      { value: "dark", label: names.dark, icon: <Moon /> },
    ]} />
  );
}
