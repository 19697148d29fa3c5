"use client";

import { useEffect, useState } from "react";
import { describeAge } from "./describe-age";
import { useInBrowser } from "./use-in-browser";

const REFRESH_MS = 30_000;

/** How long ago, in words; the exact moment on hover. */
export function TimeAgo({ value }: { value: Date | string | number }) {
  const inBrowser = useInBrowser();
  const [now, setNow] = useState(() => Date.now());
  const date = new Date(value);

  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), REFRESH_MS);
    return () => clearInterval(timer);
  }, []);

  return (
    <time dateTime={date.toISOString()} title={inBrowser ? date.toLocaleString() : undefined}>
      {inBrowser ? describeAge(now - date.getTime()) : date.toISOString().slice(0, 10)}
    </time>
  );
}
