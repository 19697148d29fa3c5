/** How long what people tell us about themselves may be. Forms need these numbers and nothing else. */

/** Fits beside a cursor and in the list of people. */
export const MAX_NAME_CHARS = 60;
/** The longest address mail can be sent to. */
export const MAX_EMAIL_CHARS = 254;
/** Beyond guessing at the pace the throttle allows; short enough for a sentence of three words. */
export const MIN_PASSWORD_CHARS = 10;
/** Longer than any password manager's choice; hashing must not be handed a book. */
export const MAX_PASSWORD_CHARS = 256;
