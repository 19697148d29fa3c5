/**
 * The generator is plain JavaScript and runs in its own folder; our client is TypeScript. This is
 * the door between them: from here on TypeScript and our paths are understood.
 */
import path from "node:path";
import { register } from "tsx/esm/api";

process.env.TSX_TSCONFIG_PATH ??= path.resolve(import.meta.dirname, "../tsconfig.json");
register();

export const { connect, lite, setup, text } = await import("./adapter.ts");
