import path from "node:path";
import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  // `npm run check` does this, tests included; who starts the app should not wait for it.
  typescript: { ignoreBuildErrors: true },
  // One copy of each in the process: two copies of Yjs do not recognise each other's types, and the
  // native or worker-based ones do not survive bundling.
  serverExternalPackages: ["yjs", "y-protocols", "lib0", "pg", "@node-rs/argon2", "pino"],
  // Reading every page takes a second of a start; each is read when it is first asked for.
  experimental: { preloadEntriesOnStart: false },
  // Otherwise a lockfile in a folder above makes Next guess that folder.
  turbopack: { root: path.resolve(import.meta.dirname) },
};

export default config;
