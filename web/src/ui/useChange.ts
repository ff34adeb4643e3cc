import { useMutation, useQueryClient } from "@tanstack/react-query";
import { problemWords } from "./problemWords";
import { say } from "./Toasts";

/** A change that says when it failed, and makes what it touched fresh again. */
export function useChange<T, A = void>(run: (asked: A) => Promise<T>, touched: string[], done?: string | ((answer: T) => string)) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: async (answer) => {
      if (done) say(typeof done === "string" ? done : done(answer));
      await Promise.all(touched.map((key) => client.invalidateQueries({ queryKey: [key] })));
    },
    onError: (reason) => say(problemWords(reason), { bad: true }),
  });
}
