import { AtSign, Camera, Cloud, Globe, Mail, MessageCircle, MessageSquare, MessageSquareText, Phone, Send, Webhook } from "lucide-react";
import type { ComponentType } from "react";
import { words } from "../words/words";
import { classes } from "../ui/classes";
import styles from "./channelMark.module.css";

type Icon = ComponentType<{ className?: string; "aria-hidden"?: boolean }>;

const icons: Record<string, Icon> = {
  sms: MessageSquare, kannel: MessageSquare, twilio: MessageSquare, webchat: MessageSquareText, chat: MessageSquareText, email: Mail, http: Webhook,
  voice: Phone, phone: Phone, call: Phone, telegram: Send, whatsapp: MessageCircle, messenger: MessageCircle, facebook: MessageCircle, instagram: Camera, mastodon: AtSign, bluesky: Cloud, x: AtSign,
};

/** One connection, two names: people write to a page in Messenger and comment on Facebook. */
const publicNames: Record<string, string> = { messenger: "facebook" };

export function channelName(channel: string | null | undefined, isPublic?: boolean): string {
  if (!channel) return words.kith;
  if (isPublic && publicNames[channel]) return channelName(publicNames[channel]);
  return words.channels[channel.toLowerCase()] ?? channel.charAt(0).toUpperCase() + channel.slice(1);
}

export function ChannelIcon({ channel, isPublic }: { channel: string | null | undefined; isPublic?: boolean }) {
  const Icon = isPublic ? Globe : icons[channel?.toLowerCase() ?? ""] ?? MessageSquare;
  return <Icon className={styles.icon} aria-hidden />;
}

/** Small, monochrome, named: a channel never colours the page, only public speech does. */
export function ChannelMark({ channel, name, isPublic }: { channel: string | null | undefined; name?: string; isPublic?: boolean }) {
  return (
    <span className={classes(styles.mark, isPublic && styles.public)}>
      <ChannelIcon channel={channel} isPublic={isPublic} />
      {name ?? channelName(channel, isPublic)}
      {isPublic && ` · ${words.conversation.public}`}
    </span>
  );
}
