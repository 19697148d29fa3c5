"use client";

import { useEffect, useRef, useState } from "react";
import { type Clock, remainingMs } from "@/lib/domain/clock";
import type { Plan } from "@/lib/domain/plan";
import { announcementOf, type ClockMilestone, milestoneOf } from "./announcements";
import { describeRemaining } from "./format-time";
import { useTicking } from "./use-ticking";

/**
 * Says what happens to the clock, politely, to those who do not see it.
 *
 * `asked` grows with each press of the key that asks for the time.
 */
export function ClockAnnouncer({
  clock,
  plan,
  now,
  asked,
}: {
  clock: Clock;
  plan: Plan;
  now: () => number;
  asked: number;
}) {
  const [sentence, setSentence] = useState("");
  const before = useRef<ClockMilestone | null>(null);
  const answered = useRef(asked);
  const milestone = useTicking(() => JSON.stringify(milestoneOf(clock, now())));

  useEffect(() => {
    const after = milestoneOf(clock, now());
    const heard = announcementOf(before.current, after, clock, plan, now());
    before.current = after;
    if (heard && milestone) setSentence(heard);
  }, [milestone, clock, plan, now]);

  useEffect(() => {
    if (asked === answered.current) return;
    answered.current = asked;
    const name = plan[clock.phase]?.name ?? "";
    setSentence(`${name}: ${describeRemaining(remainingMs(clock, clock.phase, now()))}.`);
  }, [asked, clock, plan, now]);

  return (
    <p aria-live="polite" className="sr-only">
      {sentence}
    </p>
  );
}
