import type { Metadata } from "next";
import { requireViewer } from "@/server/auth/viewer";
import { previewDeletion } from "@/server/services/delete-account";
import { loadProfile } from "@/server/services/load-profile";
import { Banner } from "../../_components/banner";
import { SignedInShell } from "../../_components/signed-in-shell";
import { DeleteAccount } from "./delete-account";
import { NameForm } from "./name-form";
import { PasswordForm } from "./password-form";
import { SaveAsAccountForm } from "./save-as-account-form";
import { Section } from "./section";
import { SignOutButtons } from "./sign-out-buttons";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const viewer = await requireViewer();
  const { after } = await searchParams;
  const [profile, deletion] = await Promise.all([loadProfile(viewer), previewDeletion(viewer)]);
  return (
    <SignedInShell viewer={viewer} current="settings">
      <h1 className="text-xl">Settings</h1>
      {after === "saved" && !viewer.isGuest ? (
        <Banner tone="ok" title="You have an account now" className="mt-4">
          Everything you did as a guest is in it.
        </Banner>
      ) : null}
      <Section id="profile" title="Profile">
        <NameForm name={profile.name} />
        {profile.email ? (
          <p className="text-ink-2 text-sm">
            You sign in as <span className="text-ink">{profile.email}</span>.
          </p>
        ) : null}
      </Section>
      {profile.email ? (
        <Section id="password" title="Password">
          <p className="max-w-prose text-ink-2">
            Changing it signs you out in every other browser.
          </p>
          <PasswordForm email={profile.email} />
        </Section>
      ) : (
        <Section id="save" title="Save as account">
          <p className="max-w-prose text-ink-2">
            You are a guest: only this browser knows you, and if its data is cleared your interviews
            are out of reach. With an account you keep everything you have done and can sign in
            anywhere. No mail is ever sent to you.
          </p>
          <SaveAsAccountForm />
        </Section>
      )}
      <Section id="sign-out" title="Sign out">
        <p className="max-w-prose text-ink-2">
          Signing out also removes the copies of your rooms that this browser keeps.
        </p>
        <SignOutButtons userId={viewer.userId} isGuest={viewer.isGuest} />
      </Section>
      <Section id="delete" title={viewer.isGuest ? "Delete everything" : "Delete account"}>
        {deletion.running > 0 ? (
          <Banner tone="info" title="You are in a running interview">
            Leave or end it first; then everything of yours can be deleted.
          </Banner>
        ) : (
          <>
            <p className="max-w-prose text-ink-2">
              Deletes you and what is yours alone at once and for good. What other people took part
              in stays with them, without your name.
            </p>
            <DeleteAccount
              userId={viewer.userId}
              isGuest={viewer.isGuest}
              lost={deletion.lost}
              kept={deletion.kept}
            />
          </>
        )}
      </Section>
    </SignedInShell>
  );
}
