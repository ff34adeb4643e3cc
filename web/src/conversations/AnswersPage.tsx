import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/api";
import type { SavedAnswer } from "../api/types";
import { channelName } from "../connections/ChannelMark";
import { useConnections } from "../connections/useConnections";
import { answersQuery } from "../documents/answersQuery";
import { Asked } from "../ui/Asked";
import { Button } from "../ui/Button";
import { Badge } from "../ui/Chip";
import { Dialog } from "../ui/Dialog";
import { Empty } from "../ui/Empty";
import { Select, Switch, Textarea, TextInput } from "../ui/fields";
import form from "../ui/form.module.css";
import { languageName, languages } from "../ui/languages";
import { Rows, SettingsPiece, SettingsRow } from "../ui/SettingsPiece";
import { useChange } from "../ui/useChange";
import { settingsWords } from "../words/settingsWords";
import { words } from "../words/words";

const w = settingsWords.answers;

export function AnswersPage() {
  const answers = useQuery(answersQuery);
  const [editing, setEditing] = useState<SavedAnswer | "new" | null>(null);
  return (
    <SettingsPiece title={w.title} lead={w.lead} act={<Button look="primary" onClick={() => setEditing("new")}>{w.add}</Button>}>
      <Asked query={answers}>{(list) => list.length === 0 ? <Empty title={w.empty.title}>{w.empty.words}</Empty> : (
        <Rows>{list.map((answer) => (
          <SettingsRow key={answer.id} title={<>{answer.title}{answer.shortcut && <Badge>/{answer.shortcut}</Badge>}{answer.closing && <Badge>{w.closingBadge}</Badge>}{answer.channel && <Badge>{channelName(answer.channel)}</Badge>}{answer.language && <Badge>{languageName(answer.language)}</Badge>}</>}
            about={answer.text.slice(0, 160)} acts={<Button small onClick={() => setEditing(answer)}>{words.edit}</Button>} />
        ))}</Rows>
      )}</Asked>
      {editing && <AnswerDialog answer={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
    </SettingsPiece>
  );
}

function AnswerDialog({ answer, onClose }: { answer: SavedAnswer | null; onClose: () => void }) {
  const [now, setNow] = useState({ title: answer?.title ?? "", text: answer?.text ?? "", channel: answer?.channel ?? null, language: answer?.language ?? null, shortcut: answer?.shortcut ?? "", closing: answer?.closing ?? false });
  const set = (patch: Partial<typeof now>) => setNow((old) => ({ ...old, ...patch }));
  const body = { ...now, title: now.title.trim(), shortcut: now.shortcut.trim() || null };
  const save = useChange(() => (answer ? api.patch(`/answers/${answer.id}`, { body }) : api.post("/answers", { body })), ["answers"], words.saved);
  const remove = useChange(() => api.delete(`/answers/${answer!.id}`), ["answers"]);
  const channels = [...new Set(useConnections().map((connection) => connection.channel))].map((value) => ({ value, label: channelName(value) }));

  return (
    <Dialog open onClose={onClose} title={answer?.title ?? w.add} width={560} acts={<>
      {answer && <Button look="plain" onClick={() => remove.mutate(undefined, { onSuccess: onClose })}>{words.remove}</Button>}
      <Button look="primary" disabled={!now.title.trim() || !now.text.trim()} busy={save.isPending} onClick={() => save.mutate(undefined, { onSuccess: onClose })}>{words.save}</Button>
    </>}>
      <TextInput label={w.name} value={now.title} onChange={(event) => set({ title: event.currentTarget.value })} required data-autofocus />
      <Textarea label={w.text} description={w.placeholders} rows={6} value={now.text} onChange={(event) => set({ text: event.currentTarget.value })} required />
      <div className={form.two}>
        <TextInput label={w.shortcut} description={w.shortcutHint} value={now.shortcut} onChange={(event) => set({ shortcut: event.currentTarget.value.replace(/\s/g, "") })} inputWrapperOrder={["label", "input", "description"]} />
        <Select label={w.channel} placeholder={w.anyChannel} data={channels} value={now.channel} onChange={(channel) => set({ channel })} clearable />
        <Select label={w.language} placeholder={w.anyLanguage} data={languages()} value={now.language} onChange={(language) => set({ language })} searchable clearable />
      </div>
      <Switch label={w.closing} description={w.closingHint} checked={now.closing} onChange={(event) => set({ closing: event.currentTarget.checked })} />
    </Dialog>
  );
}
