import { useState } from "react";
import { api } from "../api/api";
import type { AttachmentRef } from "../api/types";
import { problemWords } from "../ui/problemWords";
import { say } from "../ui/Toasts";
import { words } from "../words/words";

/** Files go up at once and are named by what is in them; the message only carries their hash. */
export function useAttachments(files: AttachmentRef[], onFiles: (change: (files: AttachmentRef[]) => AttachmentRef[]) => void) {
  const [going, setGoing] = useState<string[]>([]);

  const upload = async (file: File) => {
    const name = file.name || `picture.${file.type.split("/")[1] ?? "png"}`;
    setGoing((old) => [...old, name]);
    try {
      const kept = await api.post<AttachmentRef>("/attachments", { query: { name }, body: file });
      onFiles((old) => [...old.filter((other) => other.hash !== kept.hash), kept]);
    } catch (reason) {
      say(`${words.composer.uploadFailed(name)} ${problemWords(reason)}`, { bad: true });
    } finally {
      setGoing((old) => old.filter((other) => other !== name));
    }
  };

  return { files, going, add: (list: Iterable<File>) => { for (const file of list) void upload(file); }, remove: (hash: string) => onFiles((old) => old.filter((file) => file.hash !== hash)) };
}
