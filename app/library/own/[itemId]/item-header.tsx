import clsx from "clsx";
import Link from "next/link";
import type { OwnKind } from "@/lib/domain/content/own-content";
import { StateChips } from "../_components/state-chips";
import { KIND_WORDS, titleWords } from "../_components/words";

const PLACES = [
  { key: "edit", path: "", label: "Edit" },
  { key: "preview", path: "/preview", label: "Preview" },
  { key: "versions", path: "/versions", label: "Publish and versions" },
] as const;

/** What an item is called, where it stands, and its pages. */
export function ItemHeader({
  item,
  current,
}: {
  item: {
    id: string;
    kind: OwnKind;
    title: string;
    contentId: string | null;
    publishedVersion: number | null;
    isWithdrawn: boolean;
    hasChanges: boolean;
  };
  current: (typeof PLACES)[number]["key"];
}) {
  return (
    <header className="mb-6">
      <p className="text-ink-2 text-sm">
        <Link href="/library/own" className="link">
          Own content
        </Link>{" "}
        · {KIND_WORDS[item.kind].one}
        {item.contentId ? ` · ${item.contentId}` : ""}
      </p>
      <div className="mt-1 flex flex-wrap items-center gap-3">
        <h1 className="min-w-0 break-words text-xl">{titleWords(item.title, item.kind)}</h1>
        <StateChips item={item} />
      </div>
      <nav aria-label="This item" className="mt-3">
        <ul className="m-0 flex list-none flex-wrap gap-1 p-0">
          {PLACES.map(({ key, path, label }) => (
            <li key={key}>
              <Link
                href={`/library/own/${item.id}${path}`}
                aria-current={key === current ? "page" : undefined}
                className={clsx(
                  "flex h-8 items-center rounded-control px-3 text-sm no-underline pointer-coarse:h-11",
                  key === current
                    ? "bg-accent-soft font-medium text-accent-ink"
                    : "text-ink-2 hover:bg-sunken hover:text-ink",
                )}
              >
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}
