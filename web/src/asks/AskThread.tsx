import { useState } from "react";
import { api } from "../api/api";
import type { Ask } from "../api/types";
import { touchedAsks } from "../cases/useCaseActs";
import { Avatar } from "../ui/Avatar";
import { Button } from "../ui/Button";
import { Textarea } from "../ui/fields";
import { fullTime, shortTime } from "../ui/times";
import { useChange } from "../ui/useChange";
import { askWords as w } from "../words/askWords";
import { UseButton, type AskUse } from "./AskView";
import styles from "./asks.module.css";

/** What was said, and the box for what is said next: by whoever was asked, or by whoever asks. */
export function AskThread({ ask, writes, onUse }: { ask: Ask; writes: boolean; onUse?: (use: AskUse) => void }) {
  const over = ask.state === "withdrawn";
  return (
    <div className={styles.thread}>
      <ol className={styles.words}>
        {ask.words.map((word) => (
          <li key={word.id} className={styles.word} data-kind={word.kind}>
            <Avatar name={word.byName} seed={word.byId ?? ""} picture={word.byPictureUrl} size={26} />
            <div className={styles.said}>
              <p className={styles.by}><b>{word.byName}</b> <span>{w.kinds[word.kind]}</span> <time dateTime={word.at} title={fullTime(word.at)}>{shortTime(word.at)}</time></p>
              {word.text && <p className={styles.text} dir="auto">{word.text}</p>}
              {word.attachments.map((file) => <a key={file.hash} className={styles.file} href={file.url} download>{file.name}</a>)}
            </div>
            {onUse && word.kind === "ask_answered" && <UseButton ask={ask} word={word} onUse={onUse} />}
          </li>
        ))}
      </ol>
      {!over && ask.mayAnswer && <Box key="answer" ask={ask} answering />}
      {!over && !ask.mayAnswer && writes && <Box key="more" ask={ask} answering={false} />}
    </div>
  );
}

function Box({ ask, answering }: { ask: Ask; answering: boolean }) {
  const [text, setText] = useState("");
  const cleared = { onSuccess: () => setText("") };
  const answer = useChange(() => api.put(`/asks/${ask.id}/answer`, { body: { text } }), touchedAsks, w.done.answer);
  const more = useChange((back: boolean) => api.post(`/asks/${ask.id}/questions`, { body: { text, back } }), touchedAsks, answering ? w.done.back : w.done.on);
  const idle = !text.trim();
  const go = () => { if (!idle) (answering ? answer.mutate(undefined, cleared) : more.mutate(false, cleared)); };
  return (
    <form className={styles.box} onSubmit={(event) => { event.preventDefault(); go(); }}>
      <Textarea aria-label={answering ? w.write.answer : w.write.on} placeholder={answering ? w.write.answer : w.write.on} autosize minRows={2} maxRows={10} maxLength={20_000} value={text} onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); go(); } }} />
      <div className={styles.send}>
        {answering && ask.state !== "answered" && <Button small disabled={idle} busy={more.isPending} onClick={() => more.mutate(true, cleared)}>{w.write.sendBack}</Button>}
        <Button small look="primary" type="submit" disabled={idle} busy={answer.isPending || (!answering && more.isPending)}>{answering ? w.write.sendAnswer : w.write.sendOn}</Button>
      </div>
    </form>
  );
}
