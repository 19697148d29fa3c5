import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { safeCallbackUrl } from "@/lib/domain/callback-url";
import { getViewer } from "@/server/auth/viewer";
import { Banner } from "../../_components/banner";
import { PageShell } from "../../_components/page-shell";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

const AFTER_RESET = "Your new password is set. Sign in with it.";
const FAILED = "Signing in did not work. Try again.";

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { callbackUrl, error, after } = await searchParams;
  const onward = safeCallbackUrl(callbackUrl);
  const viewer = await getViewer();
  if (viewer && !viewer.isGuest) redirect(onward);
  const query = new URLSearchParams({ callbackUrl: onward });
  return (
    <PageShell width="narrow" brandHref={viewer ? "/home" : "/"}>
      <h1 className="mb-6 text-xl">Sign in</h1>
      {viewer ? (
        <Banner tone="warn" title={`You are here as the guest ${viewer.name}`} className="mb-6">
          Interviews of this guest do not move into an account you sign in to, and nobody could open
          them again. To keep them,{" "}
          <Link href="/settings" className="link">
            save the guest as an account
          </Link>{" "}
          instead.
        </Banner>
      ) : null}
      <SignInForm
        callbackUrl={onward}
        beginning={error ? { error: FAILED } : after === "reset" ? { done: AFTER_RESET } : null}
      />
      <div className="mt-8 flex flex-col gap-3 text-ink-2 text-sm">
        <p>
          No account yet?{" "}
          <Link href={`/sign-up?${query}`} className="link">
            Create one
          </Link>
          {viewer ? null : (
            <>
              , or{" "}
              <Link href={`/practise?${query}`} className="link">
                go on as a guest
              </Link>
            </>
          )}
          .
        </p>
        <p>
          Password forgotten? Ask whoever runs this server for a reset link: they make one with{" "}
          <code className="text-ink">npm run reset-link</code> and your e-mail address.
        </p>
      </div>
    </PageShell>
  );
}
