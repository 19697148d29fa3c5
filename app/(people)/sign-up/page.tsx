import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { safeCallbackUrl, signInPath } from "@/lib/domain/callback-url";
import { getViewer } from "@/server/auth/viewer";
import { PageShell } from "../../_components/page-shell";
import { SignUpForm } from "./sign-up-form";

export const metadata: Metadata = { title: "Create an account" };

export default async function SignUpPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const onward = safeCallbackUrl((await searchParams).callbackUrl);
  const viewer = await getViewer();
  // A guest becomes an account in the settings, where everything they did stays theirs.
  if (viewer) redirect(viewer.isGuest ? "/settings#save" : onward);
  return (
    <PageShell width="narrow">
      <h1 className="text-xl">Create an account</h1>
      <p className="mt-1 mb-6 text-ink-2">
        So that your interviews are there on every device. No mail is ever sent to you.
      </p>
      <SignUpForm callbackUrl={onward} />
      <p className="mt-8 text-ink-2 text-sm">
        You have an account?{" "}
        <Link href={signInPath(onward)} className="link">
          Sign in
        </Link>
      </p>
    </PageShell>
  );
}
