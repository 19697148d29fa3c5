import type { Metadata } from "next";
import { canReset } from "@/server/services/reset-password";
import { Banner } from "../../../_components/banner";
import { Button } from "../../../_components/button";
import { PageShell } from "../../../_components/page-shell";
import { ResetForm } from "./reset-form";

export const metadata: Metadata = { title: "Set a new password" };

export default async function ResetPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const isOpen = await canReset(token);
  return (
    <PageShell width="narrow">
      <h1 className="text-xl">Set a new password</h1>
      {isOpen ? (
        <>
          <p className="mt-1 mb-6 text-ink-2">
            Afterwards every browser is signed out, and you sign in with the new password.
          </p>
          <ResetForm token={token} />
        </>
      ) : (
        <Banner
          tone="warn"
          title="This link does not work any more"
          className="mt-6"
          action={
            <Button href="/sign-in" size="room">
              Sign in
            </Button>
          }
        >
          A reset link works once and for an hour. Ask whoever gave it to you for a new one.
        </Banner>
      )}
    </PageShell>
  );
}
