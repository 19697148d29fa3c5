/** `npm start` and `npm run dev` call this first: `node scripts/prepare.mjs [--no-build]`. */
import { PreparationFailed, prepare, say } from "./preparation.mjs";

try {
  await prepare({ build: !process.argv.includes("--no-build") });
} catch (error) {
  if (!(error instanceof PreparationFailed)) throw error;
  say(error.message);
  process.exit(1);
}
