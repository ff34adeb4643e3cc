import { Problem } from "../api/problem";

/** Taking it is a deed that stands on the record, and no link that something could follow by itself. */
export async function takeFile(personId: string): Promise<void> {
  const answer = await fetch(`/api/people/${personId}/exports`, { method: "POST", credentials: "same-origin" }).catch(() => { throw Problem.unreachable(); });
  if (!answer.ok) throw await Problem.from(answer);

  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = `person-${personId}.zip`;
  link.click();
  URL.revokeObjectURL(link.href);
}
