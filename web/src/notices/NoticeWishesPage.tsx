import { Button } from "../ui/Button";
import { Switch } from "../ui/fields";
import form from "../ui/form.module.css";
import { SettingsPiece } from "../ui/SettingsPiece";
import { say } from "../ui/Toasts";
import { words } from "../words/words";
import { chime } from "./chime";
import { useWish, wishes } from "./wishes";

const w = words.notices;

export function NoticeWishesPage() {
  const sound = useWish("sound");
  const desktop = useWish("desktop");
  const setDesktop = async (value: boolean) => { if ((await wishes.setDesktop(value)) === "denied") say(w.desktopDenied, { bad: true }); };
  return (
    <SettingsPiece title={w.settings}>
      <div className={form.form}>
        <div className={form.acts}>
          <Switch label={w.sound} checked={sound} onChange={(event) => wishes.setSound(event.currentTarget.checked)} />
          <Button small look="plain" onClick={chime}>{w.hear}</Button>
        </div>
        <Switch label={w.desktop} checked={desktop} onChange={(event) => void setDesktop(event.currentTarget.checked)} />
      </div>
    </SettingsPiece>
  );
}
