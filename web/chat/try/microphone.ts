import { base64 } from "./door";
import { toWave } from "./wave";

// Takes what is said, as long as the button is on.

const longest = 60_000;
let recorder: MediaRecorder | null = null;

export const isThere = () => typeof MediaRecorder !== "undefined" && !!navigator.mediaDevices;

/** The sound once it is stopped; null where the microphone may not be used. */
export async function take(): Promise<string | null> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null);
  if (!stream) return null;
  const taken = await new Promise<Blob>((whole) => {
    const pieces: Blob[] = [];
    recorder = new MediaRecorder(stream);
    recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
    recorder.addEventListener("stop", () => whole(new Blob(pieces, { type: recorder?.mimeType })));
    recorder.start();
    setTimeout(stop, longest);
  });
  for (const track of stream.getTracks()) track.stop();
  recorder = null;
  return toWave(taken).then(base64, () => null);
}

export function stop(): void {
  if (recorder?.state === "recording") recorder.stop();
}
