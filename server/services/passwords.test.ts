import { verify } from "@node-rs/argon2";
import { beforeEach, expect, test, vi } from "vitest";
import { hashPassword, isPassword } from "./passwords";

// The real library, watched: how often it is asked is what time would tell an onlooker.
vi.mock("@node-rs/argon2", async (load) => {
  const real = await load<typeof import("@node-rs/argon2")>();
  return { ...real, verify: vi.fn(real.verify) };
});

beforeEach(() => {
  vi.mocked(verify).mockClear();
});

test("the right password is right and another is not", async () => {
  const hash = await hashPassword("a long enough password");
  expect(await isPassword(hash, "a long enough password")).toBe(true);
  expect(await isPassword(hash, "a long enough passwore")).toBe(false);
});

test("nobody's password is checked like anybody's, with the same parameters", async () => {
  const hash = await hashPassword("a long enough password");
  await isPassword(hash, "a guess");
  await isPassword(null, "a guess");
  const parameters = vi
    .mocked(verify)
    .mock.calls.map(([hashed]) => String(hashed).split("$").slice(0, 4));
  expect(parameters).toHaveLength(2);
  expect(parameters[1]).toEqual(parameters[0]);
});

test("no password is the password of nobody", async () => {
  expect(await isPassword(null, "the password of nobody")).toBe(false);
});
