/**
 * What signing in needs to know about where the app runs. Next's copies of our modules and
 * next-auth share only the environment with the process, so it is kept there.
 */

/** The scheme people reach us by decides how strict cookies can be. */
export interface AuthSettings {
  secret: string;
  isSecure: boolean;
}

/** Called once, before Next is prepared. `appUrl` is null in local mode. */
export function provideAuthSettings(settings: { secret: string; appUrl: string | null }): void {
  process.env.NEXTAUTH_SECRET = settings.secret;
  if (settings.appUrl === null) {
    // A local app has several addresses; next-auth then goes by the one that was asked for.
    delete process.env.NEXTAUTH_URL;
    process.env.AUTH_TRUST_HOST = "true";
  } else {
    process.env.NEXTAUTH_URL = settings.appUrl;
    delete process.env.AUTH_TRUST_HOST;
  }
}

export function authSettings(): AuthSettings {
  const secret = process.env.NEXTAUTH_SECRET;
  if (!secret) throw new Error("provideAuthSettings was not called before somebody signed in.");
  return { secret, isSecure: process.env.NEXTAUTH_URL?.startsWith("https:") ?? false };
}
