import { Clock, PenLine, Scale } from "lucide-react";
import { Button } from "./_components/button";
import { PageShell } from "./_components/page-shell";
import { Screenshot } from "./_landing/screenshot";

const STEPS = [
  {
    Icon: Clock,
    name: "Practise",
    text: "A case, a document, a canvas with machine-learning parts, and a clock that knows the phases. Alone, or with someone you send a link.",
  },
  {
    Icon: Scale,
    name: "Score",
    text: "Six competencies on one scale, each with what was said or drawn as evidence. You rate yourself before you see what the other wrote.",
  },
  {
    Icon: PenLine,
    name: "Review",
    text: "Planned against actual minutes, both scorecards side by side, the design as you left it, and one thing to fix next.",
  },
] as const;

export default function LandingPage() {
  return (
    <PageShell width="wide">
      <div className="grid items-center gap-8 lg:grid-cols-[minmax(0,5fr)_minmax(0,8fr)] lg:gap-12">
        <div className="flex flex-col items-start gap-6">
          <h1 className="text-2xl sm:text-[2.25rem]">
            Rehearse the machine-learning system design interview as if it were the real one.
          </h1>
          <p className="max-w-prose text-ink-2">
            Forty-five minutes, seven phases, one clock. Leave knowing exactly what to work on next.
          </p>
          <div className="flex flex-wrap gap-3">
            <Button href="/practise" variant="primary">
              Practise now
            </Button>
            <Button href="/sign-in">Sign in</Button>
          </div>
          <p className="text-ink-2 text-sm">
            A display name is enough, or{" "}
            <a href="/practise?with=peer" className="link">
              practise with someone
            </a>{" "}
            by sending a link. Look through{" "}
            <a href="/library" className="link">
              the library
            </a>{" "}
            first, if you like.
          </p>
        </div>
        <Screenshot
          name="room"
          width={1280}
          height={800}
          caption="The room: phases and clock on the left, the design document and the canvas side by side, the brief on the right."
        />
      </div>
      <ol className="mt-16 grid list-none gap-8 p-0 sm:grid-cols-3">
        {STEPS.map(({ Icon, name, text }) => (
          <li key={name} className="border-line border-t pt-4">
            <h2 className="mb-2 flex items-center gap-2 text-base">
              <Icon size={20} aria-hidden className="text-accent" />
              {name}
            </h2>
            <p className="max-w-prose text-ink-2 text-sm">{text}</p>
          </li>
        ))}
      </ol>
    </PageShell>
  );
}
