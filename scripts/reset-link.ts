/**
 * Prints a one-time link to set a new password: `npm run reset-link -- person@example.org`.
 *
 * For whoever runs the server. The app may be running or not; the settings are the same as for
 * `npm start`.
 */
import { EmailAddress } from "@/lib/domain/account";
import { addresses } from "@/server/config";
import { migrate } from "@/server/db/migrate";
import { closeDatabase, openDatabase } from "@/server/db/open-database";
import { makeResetLink } from "@/server/services/reset-password";
import { CommandRefused, runCommand, withDatabase } from "./operator";

const USAGE = "Say whose password: npm run reset-link -- person@example.org";

await runCommand(async () => {
  const given = process.argv[2];
  const email = EmailAddress.safeParse(given);
  if (!email.success) throw new CommandRefused(given ? `${email.error.issues[0]?.message}` : USAGE);
  await withDatabase(async (url, config) => {
    await migrate(url);
    openDatabase(url);
    const link = await makeResetLink(email.data);
    await closeDatabase();
    if (!link.ok) throw new CommandRefused(`Nobody has an account with ${email.data}.`);
    const { main: address } = addresses(config, config.port);
    console.log(`${address}${link.value.path}`);
    console.log(
      `Hand it to ${email.data}. It works once, until ${link.value.expiresAt.toLocaleTimeString()}, and signs them out everywhere.`,
    );
    if (config.appUrl === null)
      console.log("If the app runs on another port, put that one into the link.");
  });
});
