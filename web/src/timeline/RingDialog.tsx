import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api } from "../api/api";
import type { Moment } from "../api/types";
import { meQuery, useMe } from "../team/useMe";
import { placeMoments } from "./useTimeline";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { TextInput } from "../ui/fields";
import { useChange } from "../ui/useChange";
import { uuid7 } from "../ui/uuid7";
import { callWords } from "../words/callWords";
import { words } from "../words/words";

const w = callWords.ring;

/** Rings at once where we know the teammate's phone; asks for it the first time. */
export function RingDialog({ about, onClose }: { about: Moment; onClose: () => void }) {
  const client = useQueryClient();
  const known = useMe().phone;
  const [phone, setPhone] = useState("");
  const id = useRef(uuid7());
  const begun = useRef(false);
  const ring = useChange((own: string | undefined) => api.post<Moment>(`/people/${about.personId}/calls`, { body: { id: id.current, about: about.id, ring: own } }), ["cases"], callWords.started);
  const go = (own?: string) => ring.mutate(own, {
    onSuccess: (moment) => {
      placeMoments(client, about.personId, [moment]);
      void client.invalidateQueries({ queryKey: meQuery.queryKey });
      onClose();
    },
    onError: () => { id.current = uuid7(); if (known) onClose(); },
  });

  useEffect(() => {
    if (!known || begun.current) return;
    begun.current = true;
    go();
  });
  if (known) return null;

  return (
    <Dialog open onClose={onClose} title={w.title} lead={w.lead} width={400} acts={<>
      <Button look="plain" onClick={onClose}>{words.cancel}</Button>
      <Button look="primary" disabled={!phone.trim()} busy={ring.isPending} onClick={() => go(phone.trim())}>{w.go}</Button>
    </>}>
      <TextInput label={w.label} description={w.hint} type="tel" autoComplete="tel" value={phone} onChange={(event) => setPhone(event.currentTarget.value)} data-autofocus />
    </Dialog>
  );
}
