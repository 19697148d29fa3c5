import { expect, test } from "vitest";
import { contentSecurityPolicy, securityHeaders } from "./security-headers";

const page = { nonce: "bm9uY2U=", host: "localhost:3000", isSecure: false, isDev: false };
const deployed = { ...page, host: "dryrun.example", isSecure: true };

test("a page runs only scripts with its nonce, and nothing is fetched from elsewhere", () => {
  expect(contentSecurityPolicy(page).split("; ")).toEqual([
    "default-src 'none'",
    "script-src 'nonce-bm9uY2U=' 'strict-dynamic'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self' ws://localhost:3000",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ]);
});

test("a deployed page speaks to its own host over wss and asks for https from then on", () => {
  expect(contentSecurityPolicy(deployed)).toContain("connect-src 'self' wss://dryrun.example;");
  expect(securityHeaders(deployed)["Strict-Transport-Security"]).toBe("max-age=31536000");
  expect(securityHeaders(page)).not.toHaveProperty("Strict-Transport-Security");
});

test("code is evaluated only where React's development build needs it", () => {
  expect(contentSecurityPolicy(deployed)).not.toContain("unsafe-eval");
  expect(contentSecurityPolicy({ ...page, isDev: true })).toContain("'unsafe-eval'");
});

test("a file has no nonce and may load only what is ours", () => {
  expect(contentSecurityPolicy({ ...page, nonce: null })).toContain("script-src 'self';");
});
