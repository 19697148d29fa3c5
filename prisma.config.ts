import path from "node:path";
import { defineConfig } from "prisma/config";

// The CLI downloads a native schema engine at its first command and fails where it cannot. Ours speaks
// the same protocol over the WebAssembly build that npm delivers. Windows cannot start a script by its
// first line, so there the CLI keeps its own way.
if (process.platform !== "win32") {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.resolve(
    import.meta.dirname,
    "prisma/schema-engine.mjs",
  );
}

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: {
    // `generate` and `validate` want an address but never connect to it.
    url: process.env.DATABASE_URL ?? "postgresql://nobody:nothing@127.0.0.1:5432/none",
  },
});
