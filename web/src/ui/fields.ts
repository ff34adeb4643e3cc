import "./fields.css";

/** Fields come with their styles, and only where something is filled in. */
export { MultiSelect, PasswordInput, Select, Switch, TagsInput, Textarea, TextInput } from "@mantine/core";
