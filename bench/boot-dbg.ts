import { spawnSync } from "node:child_process";
import { startBenchDatabase } from "./support/database";

const d = await startBenchDatabase();
spawnSync("node", ["/tmp/team/boot.mjs"], {
  stdio: "inherit",
  env: { ...process.env, DATABASE_URL: d.url },
});
await d.stop();
process.exit(0);
