import { useRef } from "react";
import { api } from "../api/api";
import { Avatar } from "../ui/Avatar";
import { Button } from "../ui/Button";
import form from "../ui/form.module.css";
import { say } from "../ui/Toasts";
import { useChange } from "../ui/useChange";
import { settingsWords } from "../words/settingsWords";
import { words } from "../words/words";
import styles from "./profilePicture.module.css";
import { useMe } from "./useMe";

const w = settingsWords.profile;
const largest = 2 * 1024 * 1024;

/** The face beside one's name: seen, chosen, taken away again. */
export function ProfilePicture() {
  const { teammate } = useMe();
  const picker = useRef<HTMLInputElement>(null);
  const touched = ["me", "teammates", "cases", "timeline"];
  const wear = useChange((file: File) => api.put("/me/picture", { body: file }), touched, words.saved);
  const remove = useChange(() => api.delete("/me/picture"), touched, words.saved);

  const choose = (file: File | undefined) => {
    if (!file) return;
    if (file.size > largest) say(w.pictureTooLarge, { bad: true });
    else wear.mutate(file);
  };

  return (
    <div className={styles.picture} role="group" aria-label={w.picture}>
      <Avatar name={teammate.name} seed={teammate.id} picture={teammate.pictureUrl} size={64} />
      <div className={styles.words}>
        <div className={form.acts}>
          <Button busy={wear.isPending} onClick={() => picker.current?.click()}>{teammate.pictureUrl ? w.changePicture : w.choosePicture}</Button>
          {teammate.pictureUrl && <Button look="plain" busy={remove.isPending} onClick={() => remove.mutate()}>{w.removePicture}</Button>}
        </div>
        <p className={form.hint}>{w.pictureHint}</p>
      </div>
      <input ref={picker} type="file" hidden aria-label={w.choosePicture} accept="image/png,image/jpeg,image/webp" onChange={(event) => { choose(event.currentTarget.files?.[0]); event.currentTarget.value = ""; }} />
    </div>
  );
}
