import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { safeCallbackUrl, signInPath } from "@/lib/domain/callback-url";
import { getViewer } from "@/server/auth/viewer";
import { PageShell } from "../../_components/page-shell";
import { GuestForm } from "./guest-form";

export const metadata: Metadata = { title: "Practise now" };

export default async function PractisePage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { with: company, callbackUrl } = await searchParams;
  const start = company === "peer" ? "/interviews/new?with=peer" : "/interviews/new";
  const onward = safeCallbackUrl(callbackUrl, start);
  if (await getViewer()) redirect(onward);
  return (
    <PageShell width="narrow">
      <h1 className="text-xl">What should we call you?</h1>
      <p className="mt-1 mb-6 text-ink-2">
        A name is enough. You are known to this browser only, and can save yourself as an account
        later.
      </p>
      <GuestForm callbackUrl={onward} />
      <p className="mt-8 text-ink-2 text-sm">
        You have an account?{" "}
        <Link href={signInPath(onward)} className="link">
          Sign in
        </Link>
      </p>
    </PageShell>
  );
}
