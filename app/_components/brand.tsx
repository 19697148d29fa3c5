import Link from "next/link";
import { BrandMark } from "./brand-mark";

/** Mark and name, leading home. */
export function Brand({ href = "/" }: { href?: string | undefined }) {
  return (
    <Link
      href={href}
      className="inline-flex items-center gap-2 rounded-control font-bold text-base text-ink no-underline"
    >
      <BrandMark />
      Dryrun
    </Link>
  );
}
