import { find } from "./draw";

// Whose phone it is.

const number = find<HTMLSelectElement>("number");

export const whose = () => number.value;
export const called = () => number.selectedOptions[0]?.dataset.name ?? "";
export const door = (name: string, path = "") => `/try/${name}/${encodeURIComponent(number.value)}${path}`;
export const onOwner = (changed: () => void) => number.addEventListener("change", changed);
