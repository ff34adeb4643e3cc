import { useEffect, useState } from "react";

/** Whole seconds until then; stops ticking at zero. */
export function useSeconds(until: string): number {
  const left = () => Math.ceil((new Date(until).getTime() - Date.now()) / 1000);
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    setSeconds(left());
    const timer = setInterval(() => {
      const now = left();
      setSeconds(now);
      if (now <= 0) clearInterval(timer);
    }, 1000);
    return () => clearInterval(timer);
  }, [until]);
  return seconds;
}
