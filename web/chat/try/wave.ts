// What the microphone took, as the telephone carries it: one channel, 8,000 samples a second, 16 bits, in a WAV.

const rate = 8000;
const header = 44;

export async function toWave(taken: Blob): Promise<Uint8Array> {
  const context = new AudioContext();
  const sound = await context.decodeAudioData(await taken.arrayBuffer());
  await context.close();
  const telephone = new OfflineAudioContext(1, Math.max(1, Math.ceil(sound.duration * rate)), rate);
  const source = telephone.createBufferSource();
  source.buffer = sound;
  source.connect(telephone.destination);
  source.start();
  return written((await telephone.startRendering()).getChannelData(0));
}

function written(samples: Float32Array): Uint8Array {
  const wave = new DataView(new ArrayBuffer(header + samples.length * 2));
  const letters = (at: number, text: string) => [...text].forEach((letter, next) => wave.setUint8(at + next, letter.charCodeAt(0)));
  letters(0, "RIFF");
  letters(8, "WAVEfmt ");
  letters(36, "data");
  for (const [at, number] of [[4, wave.byteLength - 8], [16, 16], [24, rate], [28, rate * 2], [40, samples.length * 2]] as const) wave.setUint32(at, number, true);
  for (const [at, number] of [[20, 1], [22, 1], [32, 2], [34, 16]] as const) wave.setUint16(at, number, true);
  samples.forEach((sample, at) => wave.setInt16(header + at * 2, Math.max(-1, Math.min(1, sample)) * 32767, true));
  return new Uint8Array(wave.buffer);
}
