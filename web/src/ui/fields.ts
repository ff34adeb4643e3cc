import "./fields.css";

/** Fields come with their styles, and only where something is filled in. */
export { MultiSelect, PasswordInput, Select, Switch, Textarea, TextInput } from "@mantine/core";
