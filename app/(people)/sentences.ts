/** What the pages about people say when something is refused. */
export const TOO_MANY = "That was tried too often. Wait a quarter of an hour, then try again.";
export const TOO_MANY_FROM_HERE =
  "Too many people have come in from your network just now. Wait a few minutes, then try again.";
export const WRONG_PASSWORD = "E-mail address and password do not match.";
export const EMAIL_TAKEN =
  "This address cannot be used for a new account. If it is yours, you have had an account before: sign in with its password.";
