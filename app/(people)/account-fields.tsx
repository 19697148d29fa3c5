"use client";

import { MAX_NAME_CHARS, MIN_PASSWORD_CHARS } from "@/lib/domain/account-limits";
import { Field } from "../_components/field";
import { TextInput } from "../_components/text-input";
import type { FormAnswer } from "./form-answer";

/** The name others see. */
export function NameField({ answer, value }: { answer: FormAnswer; value?: string | undefined }) {
  return (
    <Field
      label="Your name"
      hint="Others in the room see it."
      error={answer?.fields?.name}
      required
    >
      <TextInput
        name="name"
        autoComplete="name"
        maxLength={MAX_NAME_CHARS}
        defaultValue={answer?.typed?.name ?? value}
      />
    </Field>
  );
}

export function EmailField({ answer }: { answer: FormAnswer }) {
  return (
    <Field label="E-mail address" error={answer?.fields?.email} required>
      <TextInput
        name="email"
        type="email"
        inputMode="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        defaultValue={answer?.typed?.email}
      />
    </Field>
  );
}

/** A password that is known already. */
export function PasswordField({
  answer,
  name = "password",
  label = "Password",
}: {
  answer: FormAnswer;
  name?: string | undefined;
  label?: string | undefined;
}) {
  return (
    <Field label={label} error={answer?.fields?.[name]} required>
      <TextInput name={name} type="password" autoComplete="current-password" />
    </Field>
  );
}

/** A password that is being chosen. */
export function NewPasswordField({
  answer,
  name = "password",
  label = "Password",
}: {
  answer: FormAnswer;
  name?: string | undefined;
  label?: string | undefined;
}) {
  return (
    <Field
      label={label}
      hint={`At least ${MIN_PASSWORD_CHARS} characters. A few words are easier to remember than signs.`}
      error={answer?.fields?.[name]}
      required
    >
      <TextInput name={name} type="password" autoComplete="new-password" />
    </Field>
  );
}
