"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { DisplayName } from "@/lib/domain/account";
import { safeCallbackUrl } from "@/lib/domain/callback-url";
import { clientAddress, keepSignedIn } from "@/server/auth/sign-in-cookie";
import { getViewer } from "@/server/auth/viewer";
import { enterAsGuest } from "@/server/services/enter-as-guest";
import { type FormAnswer, fieldSentences, formOf, typedInto } from "../form-answer";
import { TOO_MANY_FROM_HERE } from "../sentences";

const Input = z.object({ name: DisplayName });

/** Lets a guest in and goes on; answers only when something is wrong. */
export async function enterAsGuestAction(_: FormAnswer, sent: unknown): Promise<FormAnswer> {
  const form = formOf(sent);
  const onward = safeCallbackUrl(form.get("callbackUrl"), "/interviews/new");
  // Another tab has signed in meanwhile; a second guest would leave the first one's interviews behind.
  if (await getViewer()) redirect(onward);
  const input = Input.safeParse({ name: form.get("name") ?? undefined });
  const typed = typedInto(form, ["name"]);
  if (!input.success) return { fields: fieldSentences(input.error), typed };
  const entered = await enterAsGuest(input.data.name, await clientAddress());
  if (!entered.ok) return { error: TOO_MANY_FROM_HERE, typed };
  await keepSignedIn(entered.value);
  redirect(onward);
}
