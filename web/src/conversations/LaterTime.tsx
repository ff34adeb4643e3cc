import { toLocalInput } from "../cases/snoozeTimes";
import { Switch, TextInput } from "../ui/fields";
import { lightWords } from "../words/lightWords";

const w = lightWords.later;

export interface ChosenTime { at: Date | null; hold: boolean }

export const soonest = () => new Date(Math.ceil((Date.now() + 7_200_000) / 300_000) * 300_000);

/** When it leaves, and whether it stays when they write before. */
export function LaterTime({ value, onChange }: { value: ChosenTime; onChange: (value: ChosenTime) => void }) {
  return (
    <>
      <TextInput type="datetime-local" label={w.at} value={value.at ? toLocalInput(value.at) : ""} min={toLocalInput(new Date())} data-autofocus
        onChange={({ currentTarget: { value: said } }) => onChange({ ...value, at: said ? new Date(said) : null })} />
      <Switch label={w.hold} description={w.holdHint} checked={value.hold} onChange={(event) => onChange({ ...value, hold: event.currentTarget.checked })} />
    </>
  );
}
