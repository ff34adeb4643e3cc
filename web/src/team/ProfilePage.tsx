import { useState } from "react";
import { api } from "../api/api";
import { Button } from "../ui/Button";
import { Select, Switch, TextInput } from "../ui/fields";
import form from "../ui/form.module.css";
import { languages } from "../ui/languages";
import { Section, SettingsPiece } from "../ui/SettingsPiece";
import { ThemeSwitch } from "../ui/Segments";
import { useChange } from "../ui/useChange";
import { callWords } from "../words/callWords";
import { standInWords } from "../words/standInWords";
import { settingsWords } from "../words/settingsWords";
import { words } from "../words/words";
import { ProfilePicture } from "./ProfilePicture";
import { useAway, useMe, useTeammates } from "./useMe";

const w = settingsWords.profile;

export function ProfilePage() {
  const { teammate, workspace, phone: known } = useMe();
  const [phone, setPhone] = useState(known ?? "");
  const [name, setName] = useState(teammate.name);
  const [publicName, setPublicName] = useState(teammate.nameInPublic ?? "");
  const [language, setLanguage] = useState<string | null>(workspace.language);
  const save = useChange(() => api.patch("/me", { body: { name: name.trim(), publicName: publicName.trim(), language, phone: phone.trim() } }), ["me", "teammates"], words.saved);
  return (
    <SettingsPiece title={w.title} lead={w.lead}>
      <ProfilePicture />
      <form className={form.form} onSubmit={(event) => { event.preventDefault(); save.mutate(); }}>
        <div className={form.two}>
          <TextInput label={w.name} value={name} onChange={(event) => setName(event.currentTarget.value)} required />
          <TextInput label={w.publicName} description={w.publicNameHint} value={publicName} maxLength={40} onChange={(event) => setPublicName(event.currentTarget.value)} />
          <TextInput label={callWords.ring.label} description={callWords.ring.profile} type="tel" value={phone} onChange={(event) => setPhone(event.currentTarget.value)} />
          <Select label={w.language} data={languages()} value={language} onChange={setLanguage} searchable />
        </div>
        <div className={form.acts}><Button look="primary" type="submit" busy={save.isPending}>{words.save}</Button></div>
      </form>
      <div style={{ blockSize: 24 }} />
      <Away />
      <Section title={w.appearance}><ThemeSwitch label={words.theme.label} names={words.theme} /></Section>
    </SettingsPiece>
  );
}

function Away() {
  const { teammate } = useMe();
  const away = useAway();
  const until = teammate.awayUntil?.slice(0, 10) ?? "";
  const team = useTeammates().filter((one) => one.state === "active" && one.role !== "viewer" && one.id !== teammate.id).map((one) => ({ value: one.id, label: one.name }));
  const on = (day: string, standInId: string | null | undefined) => away.mutate({ ...(day && { until: new Date(`${day}T08:00`).toISOString() }), ...(standInId && { standInId }) });
  return (
    <Section title={w.away} lead={w.awayLead}>
      <Switch label={words.navigation.goAway} checked={teammate.away} onChange={(event) => away.mutate(event.currentTarget.checked ? {} : null)} />
      {teammate.away && <TextInput type="date" label={w.awayUntil} value={until} maw={220} onChange={(event) => on(event.currentTarget.value, teammate.standInId)} />}
      {teammate.away && <Select label={standInWords.label} description={standInWords.lead} data={team} value={teammate.standInId ?? null} onChange={(standInId) => on(until, standInId)} maw={320} clearable searchable />}
    </Section>
  );
}
