import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/api";
import type { MoveAnswer, PersonPage, Way } from "../api/types";
import { ChannelMark, channelName } from "../connections/ChannelMark";
import { channelsQuery, useConnections } from "../connections/useConnections";
import { placeMoments } from "../timeline/useTimeline";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { problemWords } from "../ui/problemWords";
import { say } from "../ui/Toasts";
import { words } from "../words/words";
import styles from "./composer.module.css";
import { firstNameOf } from "../people/nameOf";

interface Goal { channel: string; connectionId?: string; handleId?: string; about: string }

/** A move: the conversation goes on in another place and stays one conversation. */
export function GoOnDialog({ person, ways, onClose }: { person: PersonPage; ways: Way[]; onClose: () => void }) {
  const client = useQueryClient();
  const connections = useConnections();
  const spoken = useQuery(channelsQuery).data?.filter((channel) => channel.surfaces.every((surface) => surface.text.max === 0)).map((channel) => channel.id) ?? [];
  const move = useMutation({
    mutationFn: ({ channel, connectionId, handleId }: Goal) => api.post<MoveAnswer>(`/people/${person.id}/moves`, { body: { channel, connectionId, handleId } }),
    onSuccess: (answer) => {
      if (answer.moment) placeMoments(client, person.id, [answer.moment]);
      void client.invalidateQueries({ queryKey: ["ways", person.id] });
      say(words.composer.goOnDone[answer.way as keyof typeof words.composer.goOnDone]);
      onClose();
    },
    onError: (reason) => say(problemWords(reason), { bad: true }),
  });
  const known = ways.filter((way) => way.allowed && way.visibility === "private" && !way.replies).map((way): Goal => ({ channel: way.channel, connectionId: way.connectionId, handleId: way.handleId ?? undefined, about: way.label }));
  const others = connections.filter((connection) => connection.enabled && !spoken.includes(connection.channel) && !known.some((goal) => goal.connectionId === connection.id))
    .map((connection): Goal => ({ channel: connection.channel, connectionId: connection.id, about: connection.name }));

  return (
    <Dialog open onClose={onClose} title={words.composer.goOnTitle(firstNameOf(person))} lead={words.composer.goOnLead} width={420}>
      <ul className={styles.goals}>
        {[...known, ...others].map((goal) => (
          <li key={`${goal.connectionId}${goal.handleId ?? ""}`}>
            <ChannelMark channel={goal.channel} />
            <span className={styles.goalAbout}>{goal.about}</span>
            <Button small busy={move.isPending} aria-label={`${words.composer.goOn}: ${channelName(goal.channel)} ${goal.about}`} onClick={() => move.mutate(goal)}>{words.sign.check}</Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
