"use client";

import { useInBrowser } from "./use-in-browser";

const SHAPES = {
  date: { dateStyle: "medium" },
  time: { hour: "2-digit", minute: "2-digit", timeZoneName: "short" },
  full: {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** A moment in the reader's own time zone, with the zone named wherever the hour is shown. */
export function DateTime({
  value,
  shape = "full",
}: {
  value: Date | string | number;
  shape?: keyof typeof SHAPES | undefined;
}) {
  const inBrowser = useInBrowser();
  const date = new Date(value);
  // The server does not know the reader's zone, so it names its own until the browser takes over.
  const text = new Intl.DateTimeFormat(inBrowser ? undefined : "en-GB", {
    ...SHAPES[shape],
    ...(inBrowser ? {} : { timeZone: "UTC" }),
  }).format(date);
  return <time dateTime={date.toISOString()}>{text}</time>;
}
