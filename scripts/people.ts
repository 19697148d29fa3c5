/**
 * Says who writes content: `npm run people -- person@example.org coach`, `admin` or `none`.
 *
 * For whoever runs the server. The app may be running or not; it counts from the person's next click.
 */
import { EmailAddress } from "@/lib/domain/account";
import { migrate } from "@/server/db/migrate";
import { closeDatabase, openDatabase } from "@/server/db/open-database";
import { Rank, setRank } from "@/server/services/set-rank";
import { CommandRefused, runCommand, withDatabase } from "./operator";

const USAGE =
  "Say who and what they are: npm run people -- person@example.org coach (or admin, or none)";

const SENTENCES: Record<Rank, string> = {
  coach: "is a coach now and may write the cases, frameworks and rubrics of this installation.",
  admin: "is an administrator now and may do what a coach may.",
  none: "is neither coach nor administrator any more. What they wrote stays.",
};

await runCommand(async () => {
  const [, , givenEmail, givenRank] = process.argv;
  if (givenEmail === undefined) throw new CommandRefused(USAGE);
  const email = EmailAddress.safeParse(givenEmail);
  if (!email.success) throw new CommandRefused(`${email.error.issues[0]?.message}`);
  const rank = Rank.safeParse(givenRank);
  if (!rank.success) throw new CommandRefused(USAGE);
  await withDatabase(async (url) => {
    await migrate(url);
    openDatabase(url);
    const set = await setRank(email.data, rank.data);
    await closeDatabase();
    if (!set.ok) throw new CommandRefused(`Nobody has an account with ${email.data}.`);
    console.log(`${email.data} ${SENTENCES[rank.data]}`);
  });
});
