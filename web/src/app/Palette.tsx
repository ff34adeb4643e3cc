import { useMantineColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { causesQuery } from "../causes/useCauses";
import { useDepartments } from "../departments/useDepartments";
import { offeredMacro } from "../macros/offeredMacro";
import { useMacros } from "../macros/useMacros";
import { PersonChip } from "../people/PersonChip";
import { useFoundPeople } from "../people/usePeople";
import { CommandList, type Command } from "../ui/CommandList";
import { useDebounced } from "../ui/useDebounced";
import { lightWords } from "../words/lightWords";
import { words } from "../words/words";
import { settingsPages } from "./settingsPages";
import type { Sheet } from "./Shell";
import { nameOf } from "../people/nameOf";

/** One box for everything: people first, then places, then deeds. */
export function Palette({ onClose, onSheet }: { onClose: () => void; onSheet: (sheet: Sheet) => void }) {
  const [text, setText] = useState("");
  const found = useFoundPeople(useDebounced(text, 120), 6).data ?? [];
  const settled = useDebounced(text.trim(), 150);
  const named = useQuery({ ...causesQuery(settled), enabled: settled.length > 1 }).data ?? [];
  const places = usePlaces(onSheet);
  const [take] = useState(offeredMacro);
  const macros = useMacros(take !== null).data ?? [];
  const navigate = useNavigate();
  const needle = text.trim().toLocaleLowerCase();

  const people: Command[] = needle ? found.map((person) => ({
    id: person.id, group: words.palette.people, label: nameOf(person), shown: <PersonChip person={person} />,
    run: () => void navigate({ to: "/people/$personId", params: { personId: person.id } }),
  })) : [];
  const causes: Command[] = needle ? named.slice(0, 4).map((cause) => ({
    id: cause.id, group: words.navigation.causes, label: cause.title, run: () => void navigate({ to: "/causes/$causeId", params: { causeId: cause.id } }),
  })) : [];
  const doing: Command[] = take ? macros.map((macro) => ({ id: macro.id, group: words.palette.act, label: `${lightWords.macros.run}: ${macro.name}`, run: () => take(macro.id) })) : [];
  const fitting = [...places, ...doing].filter((place) => !needle || place.label.toLocaleLowerCase().includes(needle)).slice(0, needle ? 8 : 12);
  const search: Command[] = needle ? [{
    id: "search", group: words.palette.act, label: words.palette.searchFor(text.trim()), run: () => void navigate({ to: "/search", search: { query: text.trim() } }),
  }] : [];

  return (
    <CommandList label={words.palette.label} placeholder={words.palette.placeholder} none={words.palette.none} hint={words.palette.hint}
      text={text} onText={setText} commands={[...people, ...causes, ...search, ...fitting]} onClose={onClose} />
  );
}

function usePlaces(onSheet: (sheet: Sheet) => void): Command[] {
  const navigate = useNavigate();
  const departments = useDepartments();
  const { setColorScheme } = useMantineColorScheme();
  const go = (label: string, to: string, params: Record<string, string> = {}): Command => ({
    id: `${to}${params.list ?? ""}`, group: words.palette.go, label, run: () => void navigate({ to: to as "/", params: params as never }),
  });
  const act = (label: string, run: () => void): Command => ({ id: label, group: words.palette.act, label, run });

  return [
    act(words.navigation.newMessage, () => onSheet("message")),
    act(words.navigation.bringIn, () => onSheet("found")),
    ...(["mine", "departments", "unassigned", "all"] as const).map((list) => go(words.navigation[list], "/inbox/$list", { list })),
    ...departments.map((department) => go(department.name, "/inbox/$list", { list: department.id })),
    go(words.navigation.asks, "/asks"),
    go(words.navigation.causes, "/causes"),
    go(words.navigation.insights, "/insights"),
    go(words.navigation.people, "/people"),
    go(words.navigation.organisations, "/organisations"),
    go(words.navigation.search, "/search"),
    ...settingsPages.map((page) => go(`${words.settings.title}: ${page.label}`, page.to)),
    act(words.navigation.shortcuts, () => onSheet("shortcuts")),
    act(`${words.theme.label}: ${words.theme.light}`, () => setColorScheme("light")),
    act(`${words.theme.label}: ${words.theme.dark}`, () => setColorScheme("dark")),
    act(`${words.theme.label}: ${words.theme.auto}`, () => setColorScheme("auto")),
  ];
}
