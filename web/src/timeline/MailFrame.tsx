import { useEffect, useRef, useState } from "react";
import styles from "./mail.module.css";

/** A mail's own page, as tall as it is and no wider than there is room. Its scripts never ran: it is measured from here. */
export function MailFrame({ title, page }: { title: string; page: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(120);
  const watching = useRef<ResizeObserver | null>(null);

  const fit = () => {
    const body = frame.current?.contentDocument?.body;
    if (!body) return;
    body.style.zoom = "1";
    const room = frame.current!.clientWidth;
    const wide = body.scrollWidth;
    // Letters made for a desk are made smaller on a phone, as mail programs do; below half nobody could read them, so they scroll.
    if (wide > room) body.style.zoom = String(Math.max(0.5, room / wide));
    setHeight(Math.ceil(body.getBoundingClientRect().height) + (wide * zoomOf(body) > room + 1 ? 16 : 0));
  };
  const loaded = () => {
    fit();
    watching.current?.disconnect();
    watching.current = new ResizeObserver(fit);
    watching.current.observe(frame.current!);
    for (const picture of frame.current!.contentDocument?.images ?? []) picture.addEventListener("load", fit);
  };
  useEffect(() => () => watching.current?.disconnect(), []);

  return <iframe ref={frame} className={styles.frame} style={{ blockSize: height }} title={title} src={page} sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox" referrerPolicy="no-referrer" onLoad={loaded} />;
}

const zoomOf = (body: HTMLElement) => Number(body.style.zoom) || 1;
