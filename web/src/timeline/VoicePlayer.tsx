import { Download, Pause, Play } from "lucide-react";
import { useRef, useState } from "react";
import { callWords } from "../words/callWords";
import { spoken } from "./spoken";
import styles from "./voicePlayer.module.css";

const w = callWords.player;
const speeds = [1, 1.5, 2, 0.75];

/** What somebody said, to be listened to: the browser's own player in our clothes. Space and arrow keys do what they do everywhere. */
export function VoicePlayer({ url, name, seconds }: { url: string; name: string; seconds?: number | null }) {
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const [length, setLength] = useState(seconds ?? 0);
  const [speed, setSpeed] = useState(0);
  const [broken, setBroken] = useState(false);
  const rate = `${speeds[speed]}×`;

  const toggle = () => void (playing ? audio.current?.pause() : audio.current?.play().catch(() => setBroken(true)));
  const seek = (to: number) => { setAt(to); if (audio.current) audio.current.currentTime = to; };
  const faster = () => {
    const next = (speed + 1) % speeds.length;
    setSpeed(next);
    if (audio.current) audio.current.playbackRate = speeds[next]!;
  };

  return (
    <div className={styles.player} role="group" aria-label={name}>
      <audio ref={audio} src={url} preload="metadata" onPlay={() => setPlaying(true)} onPause={() => setPlaying(false)} onEnded={() => seek(0)} onError={() => setBroken(true)}
        onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)} onLoadedMetadata={(event) => { if (Number.isFinite(event.currentTarget.duration)) setLength(event.currentTarget.duration); }} />
      <button type="button" className={styles.play} aria-label={playing ? w.pause : w.play} onClick={toggle} disabled={broken}>{playing ? <Pause aria-hidden /> : <Play aria-hidden />}</button>
      <input className={styles.bar} type="range" min={0} max={Math.max(length, at, 1)} step={0.1} value={at} disabled={broken} aria-label={w.seek} aria-valuetext={w.at(spoken(at), spoken(length))}
        style={{ "--done": `${(100 * at) / Math.max(length, at, 1)}%` } as React.CSSProperties} onChange={(event) => seek(Number(event.currentTarget.value))} />
      <span className={styles.time} aria-hidden>{spoken(playing || at > 0 ? at : length)}</span>
      <button type="button" className={styles.speed} aria-label={w.speed(rate)} onClick={faster} disabled={broken}>{rate}</button>
      <a className={styles.save} href={url} download={name} aria-label={w.save} title={w.save}><Download aria-hidden /></a>
      {broken && <p className={styles.broken}>{w.broken}</p>}
    </div>
  );
}
