import Link from "next/link";
import { BrandMark } from "./brand-mark";

/** Mark and name, leading home. */
export function Brand({
  href = "/",
  isShort = false,
}: {
  href?: string | undefined;
  /** On a phone only the mark, where the navigation needs the width. */
  isShort?: boolean | undefined;
}) {
  return (
    <Link
      href={href}
      className="inline-flex shrink-0 items-center gap-2 rounded-control font-bold text-base text-ink no-underline"
    >
      <BrandMark />
      <span className={isShort ? "max-sm:sr-only" : undefined}>Dryrun</span>
    </Link>
  );
}
