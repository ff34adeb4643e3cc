import { useState } from "react";
import { api } from "../api/api";
import { Problem } from "../api/problem";
import type { Connection } from "../api/types";
import { Button } from "../ui/Button";
import { TextInput } from "../ui/fields";
import form from "../ui/form.module.css";
import { useChange } from "../ui/useChange";
import { policyWords } from "../words/policyWords";
import { words } from "../words/words";

const w = policyWords.cost;

/** What a message costs on this connection, and what all of them may in a month. */
export function CostForm({ connection: { id, price, spent } }: { connection: Connection }) {
  const [now, setNow] = useState({ amount: price ? String(price.amount) : "", currency: price?.currency ?? "", budget: price?.budget == null ? "" : String(price.budget) });
  const set = (patch: Partial<typeof now>) => setNow((old) => ({ ...old, ...patch }));
  const body = { price: { amount: Number(now.amount || 0), currency: now.currency.trim() || null, budget: now.budget === "" ? null : Number(now.budget) } };
  const save = useChange(() => api.patch(`/connections/${id}`, { body }), ["connections"], words.saved);
  const errors = save.error instanceof Problem ? save.error.errors : {};
  const money = (amount: number) => amount.toLocaleString(undefined, { style: "currency", currency: price!.currency! });

  return (
    <form className={form.form} onSubmit={(event) => { event.preventDefault(); save.mutate(); }}>
      {price && <p>{w.spent(money(spent), price.budget === null ? null : money(price.budget))}</p>}
      <div className={form.two}>
        <TextInput label={w.price} type="number" min={0} step="any" value={now.amount} error={errors["price.amount"]} onChange={(event) => set({ amount: event.currentTarget.value })} />
        <TextInput label={w.currency} value={now.currency} maxLength={3} placeholder="ZAR" error={errors["price.currency"]} onChange={(event) => set({ currency: event.currentTarget.value.toUpperCase() })} />
        <TextInput label={w.budget} type="number" min={0} step="any" value={now.budget} placeholder={w.noLimit} error={errors["price.budget"]} onChange={(event) => set({ budget: event.currentTarget.value })} />
      </div>
      <div className={form.acts}><Button type="submit" busy={save.isPending}>{words.save}</Button></div>
    </form>
  );
}
