"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { DisplayName, EmailAddress, NewPassword, TriedPassword } from "@/lib/domain/account";
import { dropSignInCookie } from "@/server/auth/sign-in-cookie";
import { requireViewer } from "@/server/auth/viewer";
import { changePassword } from "@/server/services/change-password";
import { deleteAccount } from "@/server/services/delete-account";
import { renamePerson } from "@/server/services/rename-person";
import { saveAsAccount } from "@/server/services/save-as-account";
import { signOutEverywhere, signOutHere } from "@/server/services/sign-out";
import { type FormAnswer, fieldSentences, formOf, typedInto } from "../form-answer";
import { EMAIL_TAKEN, TOO_MANY } from "../sentences";

const Name = z.object({ name: DisplayName });

export async function renameAction(_: FormAnswer, sent: unknown): Promise<FormAnswer> {
  const form = formOf(sent);
  const viewer = await requireViewer();
  const typed = typedInto(form, ["name"]);
  const input = Name.safeParse({ name: form.get("name") ?? undefined });
  if (!input.success) return { fields: fieldSentences(input.error), typed };
  await renamePerson(viewer, input.data.name);
  revalidatePath("/settings");
  return { done: "Your name is saved.", typed: { name: input.data.name } };
}

const Account = z.object({ email: EmailAddress, password: NewPassword });

const SAVE_SENTENCES = {
  "email-taken": EMAIL_TAKEN,
  "not-a-guest": "You have an account already. Reload the page to see it.",
  "too-many": "That was tried too often. Wait an hour, then try again.",
} as const;

export async function saveAsAccountAction(_: FormAnswer, sent: unknown): Promise<FormAnswer> {
  const form = formOf(sent);
  const viewer = await requireViewer();
  const typed = typedInto(form, ["email"]);
  const input = Account.safeParse({
    email: form.get("email") ?? undefined,
    password: form.get("password") ?? undefined,
  });
  if (!input.success) return { fields: fieldSentences(input.error), typed };
  const saved = await saveAsAccount(viewer, input.data);
  if (!saved.ok) return { error: SAVE_SENTENCES[saved.code], typed };
  // The form is gone from the page that follows, so that page says it.
  redirect("/settings?after=saved");
}

const Passwords = z.object({ current: TriedPassword, next: NewPassword });

export async function changePasswordAction(_: FormAnswer, sent: unknown): Promise<FormAnswer> {
  const form = formOf(sent);
  const viewer = await requireViewer();
  const input = Passwords.safeParse({
    current: form.get("current") ?? undefined,
    next: form.get("next") ?? undefined,
  });
  if (!input.success) return { fields: fieldSentences(input.error) };
  const changed = await changePassword(viewer, input.data);
  if (changed.ok)
    return { done: "Your password is changed. Every other browser has been signed out." };
  return changed.code === "wrong"
    ? { fields: { current: "That is not your password." } }
    : { error: TOO_MANY };
}

/** The page wipes this browser's copies afterwards and leaves. */
export async function signOutHereAction(): Promise<void> {
  await signOutHere(await requireViewer());
  await dropSignInCookie();
}

/** As `signOutHereAction`, for every browser. */
export async function signOutEverywhereAction(): Promise<void> {
  await signOutEverywhere(await requireViewer());
  await dropSignInCookie();
}

/** @returns why the account is still there, or null */
export async function deleteAccountAction(): Promise<{ error: string } | null> {
  const deleted = await deleteAccount(await requireViewer());
  if (!deleted.ok) return { error: "You are in a running interview. Leave or end it first." };
  await dropSignInCookie();
  return null;
}
