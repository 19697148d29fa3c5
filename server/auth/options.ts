/**
 * next-auth's side of signing in. Our forms use the same services and write the same cookie
 * (`sign-in-cookie.ts`), since a form that works before its script has loaded needs an action; this
 * is the door for everything that speaks next-auth's own protocol.
 */
import type { NextAuthOptions } from "next-auth";
import type { CredentialsConfig } from "next-auth/providers/credentials";
import { DisplayName, EmailAddress, TriedPassword } from "@/lib/domain/account";
import { safeCallbackUrl } from "@/lib/domain/callback-url";
import { SignInId } from "@/lib/domain/ids";
import type { Result } from "@/lib/domain/result";
import { enterAsGuest } from "../services/enter-as-guest";
import { GUEST_SIGN_IN_MS, type SignedIn } from "../services/open-sign-in";
import { signIn } from "../services/sign-in";
import { signOutHere } from "../services/sign-out";
import { signedInViewer } from "../services/signed-in-viewer";
import { viewerFromCookies } from "./cookie-viewer";
import { authCookies } from "./cookies";
import { CLIENT_ADDRESS_HEADER } from "./request-headers";
import { authSettings } from "./settings";

declare module "next-auth" {
  interface User {
    signInId: SignInId;
  }
}
declare module "next-auth/jwt" {
  interface JWT {
    signInId?: unknown;
  }
}

type Authorize = NonNullable<CredentialsConfig["authorize"]>;

function credentials(id: string, name: string, check: Authorize): CredentialsConfig {
  const authorize: Authorize = async (input, request) => {
    const user = await check(input, request);
    if (user) await endSignInBefore(request);
    return user;
  };
  // next-auth takes a provider's own settings from `options`.
  return { id, name, type: "credentials", credentials: {}, authorize, options: { id, authorize } };
}

/** Whoever was signed in here is signed out: perhaps somebody else left their cookie in wait. */
async function endSignInBefore(request: Parameters<Authorize>[1]): Promise<void> {
  const cookie: unknown = request.headers?.cookie;
  const before = await viewerFromCookies(typeof cookie === "string" ? cookie : undefined);
  if (before) await signOutHere(before);
}

function clientAddress(request: Parameters<Authorize>[1]): string | null {
  const address: unknown = request.headers?.[CLIENT_ADDRESS_HEADER];
  return typeof address === "string" ? address : null;
}

/** next-auth hands an error's message on as `?error=…`; ours are the codes. */
function signedIn(result: Result<SignedIn, string>) {
  if (!result.ok) throw new Error(result.code);
  return { id: result.value.userId, signInId: result.value.signInId };
}

const guest = credentials("guest", "Guest", async (input, request) => {
  const name = DisplayName.safeParse(input?.name);
  if (!name.success) return null;
  return signedIn(await enterAsGuest(name.data, clientAddress(request)));
});

const account = credentials("account", "Account", async (input, request) => {
  const email = EmailAddress.safeParse(input?.email);
  const password = TriedPassword.safeParse(input?.password);
  if (!email.success || !password.success) return null;
  const tried = { email: email.data, password: password.data };
  return signedIn(await signIn(tried, clientAddress(request)));
});

/** Made per request, because the settings are known only once the server runs. */
export function authOptions(): NextAuthOptions {
  const { secret, isSecure } = authSettings();
  return {
    secret,
    providers: [guest, account],
    useSecureCookies: isSecure,
    cookies: authCookies(isSecure),
    // The cookie may live as long as the longest sign-in; the row says when it really ends.
    session: { strategy: "jwt", maxAge: GUEST_SIGN_IN_MS / 1_000 },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/settings" },
    callbacks: {
      // Nothing but the id: name and address are looked up, so that they are never out of date.
      jwt: ({ token, user }) => ({ signInId: user?.signInId ?? token.signInId }),
      session: async ({ token }) => {
        const id = SignInId.safeParse(token.signInId);
        const viewer = id.success ? await signedInViewer(id.data) : null;
        if (!viewer) return { expires: new Date(0).toISOString() };
        const expires = new Date(Date.now() + GUEST_SIGN_IN_MS).toISOString();
        return { user: { name: viewer.name }, expires };
      },
      redirect: ({ url, baseUrl }) => {
        const path = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url;
        return baseUrl + safeCallbackUrl(path);
      },
    },
    events: {
      signOut: async ({ token }) => {
        const id = SignInId.safeParse(token?.signInId);
        if (id.success) await signOutHere({ signInId: id.data });
      },
    },
  };
}
