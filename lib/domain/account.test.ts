import { expect, test } from "vitest";
import { DisplayName, EmailAddress, NewPassword } from "./account";

test("a name is trimmed, joined up and freed of what nobody can see", () => {
  expect(DisplayName.parse("  Ana \n María\u202e\u0000 ")).toBe("Ana María");
});

test.each(["", "   ", "\u200b\u202e", "\u200d", "x".repeat(61)])("%j is no name", (name) => {
  expect(DisplayName.safeParse(name).success).toBe(false);
});

test("a name keeps the joiner its script needs", () => {
  expect(DisplayName.parse("می\u200cناز")).toBe("می\u200cناز");
});

test("a name of 60 characters fits", () => {
  expect(DisplayName.parse("x".repeat(60))).toHaveLength(60);
});

test("an e-mail address is the same in capitals and with spaces around it", () => {
  expect(EmailAddress.parse(" Ana@Example.ORG ")).toBe("ana@example.org");
});

test.each(["ana", "ana@", "@example.org", "a b@example.org", `${"a".repeat(250)}@x.org`])(
  "%s is no e-mail address",
  (address) => {
    expect(EmailAddress.safeParse(address).success).toBe(false);
  },
);

test("a password has 10 to 256 characters", () => {
  expect(NewPassword.safeParse("x".repeat(9)).success).toBe(false);
  expect(NewPassword.safeParse("x".repeat(10)).success).toBe(true);
  expect(NewPassword.safeParse("x".repeat(256)).success).toBe(true);
  expect(NewPassword.safeParse("x".repeat(257)).success).toBe(false);
});
