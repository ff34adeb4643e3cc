let context: AudioContext | null = null;
let last = 0;

/** Two soft notes made on the spot; at most one every two seconds, so that a flood does not become an alarm. */
export function chime(): void {
  const now = Date.now();
  if (now - last < 2_000) return;
  last = now;
  context ??= new AudioContext();
  // A page nobody has touched yet may not make a sound; that is the browser's decision and fine.
  void context.resume().then(() => { note(659.3, 0); note(880, 0.12); }).catch(() => undefined);
}

function note(pitch: number, after: number) {
  const start = context!.currentTime + after;
  const tone = context!.createOscillator();
  const volume = context!.createGain();
  tone.frequency.value = pitch;
  tone.type = "sine";
  volume.gain.setValueAtTime(0.0001, start);
  volume.gain.exponentialRampToValueAtTime(0.06, start + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.5);
  tone.connect(volume).connect(context!.destination);
  tone.start(start);
  tone.stop(start + 0.55);
}
