import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Copy, Link2, MapPin } from "lucide-react";
import { api } from "../api/api";
import type { Place, Places } from "../api/types";
import { maySetUp, useMe } from "../team/useMe";
import { Asked } from "../ui/Asked";
import { Button } from "../ui/Button";
import { Badge } from "../ui/Chip";
import { Empty } from "../ui/Empty";
import { Rows, Section, SettingsPiece, SettingsRow } from "../ui/SettingsPiece";
import { say } from "../ui/Toasts";
import { foundWords as w } from "../words/foundWords";
import { ChannelIcon, channelName } from "./ChannelMark";
import styles from "./found.module.css";
import { openingHours } from "./openingHours";

/** Every way in, as people see it. */
export function FoundPage() {
  const places = useQuery({ queryKey: ["places"], queryFn: () => api.get<Places>("/places") });
  return <SettingsPiece title={w.title} lead={w.lead}><Asked query={places}>{(all) => <Found places={all} />}</Asked></SettingsPiece>;
}

function Found({ places }: { places: Places }) {
  const { teammate } = useMe();
  const mine = maySetUp(teammate.role);
  const connect = mine && <Link className={styles.add} to="/settings/connections">{w.connect}</Link>;
  return (
    <>
      {places.items.length === 0 && <Empty icon={<MapPin />} title={w.none.title} step={connect}>{w.none.words}</Empty>}
      <Part title={w.private} lead={w.privateWords} places={places.items.filter((place) => place.visibility === "private")} mine={mine} />
      <Part title={w.public} lead={w.publicWords} places={places.items.filter((place) => place.visibility === "public")} mine={mine} />
      {places.items.length > 0 && <p className={styles.zone}>{w.zone(places.timeZone)}</p>}
      {places.missing.length > 0 && (
        <Section title={w.missing} lead={w.missingWords}>
          <Rows>{places.missing.map((one) => <SettingsRow key={one.channel} lead={<span className={styles.icon}><ChannelIcon channel={one.channel} /></span>} title={one.name} about={one.note} />)}</Rows>
          {places.items.length > 0 && connect}
        </Section>
      )}
    </>
  );
}

function Part({ title, lead, places, mine }: { title: string; lead: string; places: Place[]; mine: boolean }) {
  if (places.length === 0) return null;
  return <Section title={title} lead={lead}><Rows>{places.map((place) => <PlaceRow key={`${place.connectionId} ${place.surface} ${place.shown}`} place={place} mine={mine} />)}</Rows></Section>;
}

function PlaceRow({ place, mine }: { place: Place; mine: boolean }) {
  const isPublic = place.visibility === "public";
  const link = place.url && place.url !== place.shown ? place.url : null;
  return (
    <SettingsRow lead={<span className={styles.icon} data-public={isPublic || undefined}><ChannelIcon channel={place.channel} isPublic={isPublic} /></span>}
      title={<><span className={styles.shown}>{place.shown ? (place.url ? <a href={place.url} target="_blank" rel="noreferrer">{place.shown}</a> : place.shown) : channelName(place.channel)}</span>
        <Badge tone={place.isOpen ? "good" : "calm"}>{place.isOpen ? w.open : w.closed}</Badge></>}
      about={[...namesOf(place), place.departmentName, hoursOf(place)].join(" · ")}
      acts={place.shown && <>
        <Button small icon={<Copy />} aria-label={w.copyThis(place.shown)} onClick={() => copy(place.shown)}>{w.copy}</Button>
        {link && <Button small icon={<Link2 />} aria-label={w.copyLink(place.shown)} onClick={() => copy(link)}>{w.link}</Button>}
      </>}>
      {!place.shown && <Trouble place={place} mine={mine} words={w.silent} />}
      {(place.health === "asleep" || place.health === "signInExpired") && <Trouble place={place} mine={mine} words={w.ill} />}
    </SettingsRow>
  );
}

function Trouble({ place, mine, words }: { place: Place; mine: boolean; words: string }) {
  return <p className={styles.trouble}>{words} {mine && <Link to="/settings/connections/$connectionId" params={{ connectionId: place.connectionId }}>{w.look}</Link>}</p>;
}

/** The connection's own name where it says more than the channel's. */
function namesOf(place: Place): string[] {
  const channel = channelName(place.channel, place.visibility === "public");
  return [channel, ...(new Set([channel, place.channel].map((one) => one.toLowerCase())).has(place.name.toLowerCase()) ? [] : [place.name])];
}

const dayName = new Intl.DateTimeFormat(undefined, { weekday: "short", timeZone: "UTC" });

// The first of January 2024 was a Monday.
const hoursOf = (place: Place) => openingHours(place.openings, (day) => dayName.format(new Date(Date.UTC(2024, 0, day)))) || w.always;

const copy = (text: string) => void navigator.clipboard.writeText(text).then(() => say(w.copied));
