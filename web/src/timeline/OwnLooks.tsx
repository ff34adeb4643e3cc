import { useQuery } from "@tanstack/react-query";
import { createElement, Fragment, useMemo, type ReactNode } from "react";
import { api } from "../api/api";
import type { Moment, MomentLooks } from "../api/types";
import styles from "./bubble.module.css";
import { MessageText } from "./MessageText";

const blocks = new Set(["p", "div", "ul", "ol", "li", "blockquote", "pre"]);
const inline = new Set(["strong", "b", "em", "i", "u", "s", "code", "sub", "sup"]);
const headings = new Set(["h1", "h2", "h3", "h4", "h5", "h6"]);
const deepest = 40;

/** Words of ours with their looks. They are built anew from a few kinds of nodes and no attribute but a link's, so nothing else can come with them. */
export function OwnLooks({ moment }: { moment: Moment }) {
  const looks = useQuery({ queryKey: ["looks", moment.id], queryFn: () => api.get<MomentLooks>(`/moments/${moment.id}/looks`), staleTime: Infinity });
  const built = useMemo(() => looks.data && build(looks.data.html), [looks.data]);
  // The same words, until their looks are there, or where they are gone.
  return built ? <div className={styles.rich}>{built}</div> : <MessageText text={moment.text} />;
}

/** A parsed document that is never shown runs nothing and loads nothing. */
function build(html: string): ReactNode {
  return inside(new DOMParser().parseFromString(html, "text/html").body, 0);
}

function inside(node: Node, depth: number): ReactNode {
  return [...node.childNodes].map((child, index) => <Fragment key={index}>{rebuilt(child, depth + 1)}</Fragment>);
}

function rebuilt(node: Node, depth: number): ReactNode {
  if (node.nodeType === Node.TEXT_NODE || depth > deepest) return node.textContent;
  if (!(node instanceof HTMLElement)) return null;
  const name = node.localName;
  if (name === "br") return <br />;
  if (name === "a") return <Linked href={node.getAttribute("href") ?? ""}>{inside(node, depth)}</Linked>;
  if (headings.has(name)) return <p className={styles.heading}>{inside(node, depth)}</p>;
  return blocks.has(name) || inline.has(name) ? createElement(name, null, inside(node, depth)) : inside(node, depth);
}

function Linked({ href, children }: { href: string; children: ReactNode }) {
  return /^(https?:\/\/|mailto:|tel:)/i.test(href) ? <a href={href} target="_blank" rel="noopener noreferrer nofollow">{children}</a> : <>{children}</>;
}
