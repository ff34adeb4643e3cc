import { MessageCircleQuestion } from "lucide-react";
import { Place } from "./Navigation";
import { askWords as w } from "../words/askWords";
import { useAskCount } from "../asks/useAsks";

/** In the navigation: how many wait for an answer of ours. */
export function AsksPlace() {
  return <Place to="/asks" icon={<MessageCircleQuestion />} label={w.title} count={useAskCount()} />;
}
