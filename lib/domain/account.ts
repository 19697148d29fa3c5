/** What people tell us about themselves: the name others see, and what an account is opened with. */
import { z } from "zod";
import {
  MAX_EMAIL_CHARS,
  MAX_NAME_CHARS,
  MAX_PASSWORD_CHARS,
  MIN_PASSWORD_CHARS,
} from "./account-limits";

/**
 * Characters nobody sees: controls, halves of characters, and those that turn text around. Joiners
 * stay, since Persian and Hindi names and some emoji need them.
 */
const INVISIBLE =
  /[\p{Cc}\p{Cs}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

export const DisplayName = z
  .string({ error: "Enter a name." })
  .transform((text) => text.replace(/\s+/g, " ").replace(INVISIBLE, "").trim().normalize("NFC"))
  .pipe(
    z
      .string()
      .regex(VISIBLE, "Enter a name.")
      .max(MAX_NAME_CHARS, `A name has at most ${MAX_NAME_CHARS} characters.`),
  );

export const EmailAddress = z
  .string({ error: "Enter an e-mail address." })
  .transform((text) => text.trim().toLowerCase())
  .pipe(
    z
      .email("Enter an e-mail address like name@example.org.")
      .max(MAX_EMAIL_CHARS, `An e-mail address has at most ${MAX_EMAIL_CHARS} characters.`),
  );

/** A password that is being chosen. */
export const NewPassword = z
  .string({ error: "Choose a password." })
  .min(MIN_PASSWORD_CHARS, `A password has at least ${MIN_PASSWORD_CHARS} characters.`)
  .max(MAX_PASSWORD_CHARS, `A password has at most ${MAX_PASSWORD_CHARS} characters.`);

/** A password that is being tried: whatever was typed, so that rules of today lock nobody out. */
export const TriedPassword = z
  .string({ error: "Enter your password." })
  .min(1, "Enter your password.")
  .max(MAX_PASSWORD_CHARS, "That is not the password.");
