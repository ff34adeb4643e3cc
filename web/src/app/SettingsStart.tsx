import { Settings } from "lucide-react";
import { Empty } from "../ui/Empty";
import { words } from "../words/words";

export function SettingsStart() {
  return <Empty icon={<Settings />} title={words.settings.choose.title}>{words.settings.choose.words}</Empty>;
}
