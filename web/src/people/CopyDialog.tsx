import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/api";
import type { Moment, PersonPage } from "../api/types";
import { Button } from "../ui/Button";
import { Callout } from "../ui/Callout";
import { Dialog } from "../ui/Dialog";
import { Select, TextInput } from "../ui/fields";
import { problemWords } from "../ui/problemWords";
import { say } from "../ui/Toasts";
import { uuid7 } from "../ui/uuid7";
import { mailWords } from "../words/mailWords";
import { nameOf } from "./nameOf";

const w = mailWords.copy;
const whole = "whole";

/** The person gets what was said by mail, to an address of theirs. */
export function CopyDialog({ person, onClose }: { person: PersonPage; onClose: () => void }) {
  const client = useQueryClient();
  const mailboxes = person.handles.filter((handle) => handle.kind === "email" && !handle.stopped && !handle.problem);
  const [key] = useState(uuid7);
  const [to, setTo] = useState<string | null>((mailboxes.find((one) => one.strength === "verified") ?? mailboxes[0])?.id ?? null);
  const [what, setWhat] = useState<string>(whole);
  const [since, setSince] = useState("");
  const chosen = mailboxes.find((one) => one.id === to);
  const copy = useMutation({
    mutationFn: () => api.post<Moment>(`/people/${person.id}/copies`, {
      key, body: { handleId: to, case: what === whole ? undefined : Number(what), since: since ? new Date(`${since}T00:00`).toISOString() : undefined },
    }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["timeline", person.id] });
      say(w.done(chosen?.label ?? ""));
      onClose();
    },
    onError: (reason) => say(problemWords(reason), { bad: true }),
  });

  return (
    <Dialog open onClose={onClose} title={w.title} lead={w.lead(nameOf(person))}
      acts={mailboxes.length > 0 && <Button look="primary" disabled={!to} busy={copy.isPending} onClick={() => copy.mutate()}>{w.send}</Button>}>
      {mailboxes.length === 0 ? <Callout tone="calm">{w.noMailbox}</Callout> : <>
        <Select label={w.to} value={to} onChange={setTo} data={mailboxes.map((one) => ({ value: one.id, label: one.label || one.value }))} allowDeselect={false} />
        {chosen && chosen.strength !== "verified" && <Callout tone="warm">{w.unproved}</Callout>}
        <Select label={w.what} value={what} onChange={(next) => setWhat(next ?? whole)} allowDeselect={false}
          data={[{ value: whole, label: w.whole }, ...person.cases.map((kase) => ({ value: String(kase.number), label: w.case(String(kase.number), kase.title ?? "") }))]} />
        <TextInput label={w.since} description={w.sinceHint} type="date" value={since} onChange={(event) => setSince(event.currentTarget.value)} />
      </>}
    </Dialog>
  );
}
