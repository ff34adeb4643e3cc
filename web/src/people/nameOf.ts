import { channelName } from "../connections/ChannelMark";
import { words } from "../words/words";

interface Reached { kind: string; value: string; label?: string }
interface Named { name: string | null; handles?: readonly Reached[] }

const readable = new Set(["phone", "email"]);

/** What is shown of a handle: ids that a platform or browser made say nothing to a person; the name of the place does. */
export function handleWords({ kind, value, label }: Reached): string {
  return readable.has(kind) || value.startsWith("@") ? label ?? value : channelName(kind);
}

/** What a person is called on the screen: by their name, else by where they were first reached. */
export function nameOf(person: Named): string {
  return person.name ?? (person.handles?.[0] ? handleWords(person.handles[0]) : words.person.nameless);
}

/** The part of it by which they are addressed. */
export function firstNameOf(person: Named): string {
  return person.name?.split(" ")[0] ?? nameOf(person);
}
