/**
 * Prints a one-time link to set a new password: `npm run reset-link -- person@example.org`.
 *
 * For whoever runs the server. The app may be running or not; the settings are the same as for
 * `npm start`.
 */
import { EmailAddress } from "@/lib/domain/account";
import { addresses, readConfig } from "@/server/config";
import { migrate } from "@/server/db/migrate";
import { closeDatabase, openDatabase } from "@/server/db/open-database";
import { startEmbeddedPostgres } from "@/server/embedded-postgres/start";
import { makeResetLink } from "@/server/services/reset-password";
import { StartRefused } from "@/server/start-refused";

const USAGE = "Say whose password: npm run reset-link -- person@example.org";

async function main(): Promise<number> {
  const email = EmailAddress.safeParse(process.argv[2]);
  if (!email.success) return fail(process.argv[2] ? `${email.error.issues[0]?.message}` : USAGE);
  const config = readConfig(process.env);
  const postgres =
    config.databaseUrl === null ? await startEmbeddedPostgres({ dataDir: config.dataDir }) : null;
  try {
    const url = config.databaseUrl ?? postgres?.url ?? "";
    await migrate(url);
    openDatabase(url);
    const link = await makeResetLink(email.data);
    await closeDatabase();
    if (!link.ok) return fail(`Nobody has an account with ${email.data}.`);
    const { main: address } = addresses(config, config.port);
    console.log(`${address}${link.value.path}`);
    console.log(
      `Hand it to ${email.data}. It works once, until ${link.value.expiresAt.toLocaleTimeString()}, and signs them out everywhere.`,
    );
    if (config.appUrl === null)
      console.log("If the app runs on another port, put that one into the link.");
    return 0;
  } finally {
    await postgres?.stop();
  }
}

function fail(sentence: string): number {
  console.error(sentence);
  return 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof StartRefused)) throw error;
  process.exitCode = fail(error.message);
}
