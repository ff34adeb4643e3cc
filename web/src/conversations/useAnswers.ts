import { useQuery } from "@tanstack/react-query";
import type { SavedAnswer } from "../api/types";
import { answersQuery } from "../documents/answersQuery";

/** Answers that fit where one writes: this channel or any, this person's language first. */
export function useAnswers(channel: string | null, language: string | null): SavedAnswer[] {
  const all = useQuery(answersQuery).data ?? [];
  const fits = all.filter((answer) => !answer.channel || answer.channel === channel);
  const rank = (answer: SavedAnswer) => (answer.language && answer.language === language ? 0 : answer.language ? 2 : 1);
  return fits.sort((one, two) => rank(one) - rank(two) || one.title.localeCompare(two.title));
}

export function findAnswers(answers: SavedAnswer[], needle: string): SavedAnswer[] {
  const word = needle.toLocaleLowerCase();
  const starts = answers.filter((answer) => answer.shortcut?.toLocaleLowerCase().startsWith(word));
  const contains = answers.filter((answer) => !starts.includes(answer) && `${answer.title} ${answer.shortcut ?? ""}`.toLocaleLowerCase().includes(word));
  return [...starts, ...contains].slice(0, 8);
}
