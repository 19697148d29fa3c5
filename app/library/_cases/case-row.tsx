import Link from "next/link";
import { Chip } from "@/app/_components/chip";
import { domainWords } from "@/app/interviews/_components/words";
import type { CaseListing } from "@/lib/domain/library/case-filter";
import { CaseMarks } from "../_components/case-marks";
import { DifficultyDots } from "../_components/difficulty";
import { COMPETENCY_WORDS } from "../_components/words";

/** One case of the list. The title is the link, and all of the row takes the click. */
export function CaseRow({ listing }: { listing: CaseListing }) {
  return (
    <li className="relative flex flex-col gap-x-6 gap-y-2 px-2 py-4 hover:bg-sunken lg:grid lg:grid-cols-[minmax(0,1fr)_12rem_18rem] lg:items-start">
      <div className="min-w-0">
        <h2 className="text-base leading-normal">
          <Link
            href={`/library/cases/${listing.id}`}
            className="text-ink no-underline after:absolute after:inset-0 after:rounded-control focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent"
          >
            {listing.title}
          </Link>
        </h2>
        <p className="text-ink-2 text-sm">{listing.prompt}</p>
      </div>
      <div className="flex flex-wrap gap-x-4 gap-y-1 text-ink-2 text-sm lg:flex-col">
        <span>{domainWords(listing.domain)}</span>
        <DifficultyDots difficulty={listing.difficulty} />
      </div>
      <div className="flex flex-wrap gap-1">
        {listing.focus.map((competency) => (
          <Chip key={competency}>{COMPETENCY_WORDS[competency]}</Chip>
        ))}
        {listing.state ? <CaseMarks state={listing.state} /> : null}
      </div>
    </li>
  );
}
