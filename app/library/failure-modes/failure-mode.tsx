import Link from "next/link";
import { Chip } from "@/app/_components/chip";
import type { FailureModeEntry } from "@/lib/domain/content/failure-mode";
import { FAMILY_WORDS, phaseWords, SEVERITY_WORDS } from "../_components/words";

type Shown = Pick<
  FailureModeEntry,
  "id" | "title" | "family" | "phase" | "severity" | "what" | "why" | "recover" | "ask"
> & {
  calculator: { id: string; title: string } | null;
  cases: readonly { id: string; title: string }[];
};

/** One way in which an interview goes wrong, and the way out of it. */
export function FailureMode({
  mode,
  phaseNames,
}: {
  mode: Shown;
  phaseNames: Readonly<Record<string, string>>;
}) {
  const parts = [
    { name: "Why it matters", text: mode.why },
    { name: "How to recover", text: mode.recover },
    { name: "A question to ask", text: mode.ask },
  ];
  return (
    <article aria-labelledby={mode.id} className="border-line border-t py-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id={mode.id} className="scroll-mt-6 text-base">
          {mode.title}
        </h2>
        <span className="flex flex-wrap gap-1">
          <Chip>{FAMILY_WORDS[mode.family]}</Chip>
          <Chip tone={mode.severity === "often-decisive" ? "warn" : "neutral"}>
            {SEVERITY_WORDS[mode.severity]}
          </Chip>
        </span>
      </div>
      <p className="text-ink-3 text-sm">{phaseWords(mode.phase, phaseNames)}</p>
      <p className="mt-2 max-w-prose">{mode.what}</p>
      <dl className="m-0 mt-3 grid gap-x-8 gap-y-3 text-sm lg:grid-cols-3">
        {parts.map(({ name, text }) => (
          <div key={name}>
            <dt className="text-ink-3">{name}</dt>
            <dd className="m-0">{text}</dd>
          </div>
        ))}
      </dl>
      {mode.calculator ? (
        <p className="mt-3 max-w-prose text-ink-2 text-sm">
          The figure that settles it:{" "}
          <Link href={`/library/estimation?calculator=${mode.calculator.id}`} className="link">
            {mode.calculator.title}
          </Link>
        </p>
      ) : null}
      {mode.cases.length > 0 ? (
        <p className="mt-3 max-w-prose text-ink-2 text-sm">
          Cases that invite it:{" "}
          {mode.cases.map(({ id, title }, i) => (
            <span key={id}>
              {i > 0 ? "; " : ""}
              <Link href={`/library/cases/${id}`} className="link">
                {title}
              </Link>
            </span>
          ))}
        </p>
      ) : null}
    </article>
  );
}
