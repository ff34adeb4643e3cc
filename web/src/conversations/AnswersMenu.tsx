import { Menu } from "@mantine/core";
import { BookText } from "lucide-react";
import { useState } from "react";
import type { SavedAnswer } from "../api/types";
import { TextInput } from "../ui/fields";
import { languageName } from "../ui/languages";
import { words } from "../words/words";
import styles from "./composer.module.css";
import { findAnswers } from "./useAnswers";

export function AnswersMenu({ answers, onChoose }: { answers: SavedAnswer[]; onChoose: (answer: SavedAnswer) => void }) {
  const [text, setText] = useState("");
  return (
    <Menu position="top-start" width={330} onClose={() => setText("")}>
      <Menu.Target>
        <button type="button" className={styles.tool} aria-label={words.composer.savedAnswers} title={words.composer.savedAnswers}><BookText aria-hidden /><span>{words.composer.savedAnswers}</span></button>
      </Menu.Target>
      <Menu.Dropdown>
        <TextInput aria-label={words.search.title} placeholder={words.search.title} value={text} onChange={(event) => setText(event.currentTarget.value)} onKeyDown={(event) => event.key.length === 1 && event.stopPropagation()} />
        <div className={styles.answers}>
          {findAnswers(answers, text).map((answer) => (
            <Menu.Item key={answer.id} onClick={() => onChoose(answer)}>
              <b>{answer.title}</b>{answer.language && <span className={styles.reason}>{languageName(answer.language)}</span>}
              <span className={styles.reason}>{answer.text.slice(0, 90)}</span>
            </Menu.Item>
          ))}
          {findAnswers(answers, text).length === 0 && <p className={styles.none}>{words.composer.noMatches}</p>}
        </div>
      </Menu.Dropdown>
    </Menu>
  );
}
