import { expect, test } from "vitest";
import type { RosterEntry } from "@/lib/protocol/messages";
import { missingPeople } from "./missing-people";

const ada: RosterEntry = {
  participant: 1,
  name: "Ada",
  role: "candidate",
  colour: 0,
  isHere: true,
  isReady: true,
  clientIds: [],
};
const bob: RosterEntry = { ...ada, participant: 2, name: "Bob", role: "interviewer", colour: 1 };

test("somebody who has a seat but is away is missing", () => {
  expect(missingPeople([ada, { ...bob, isHere: false }], false)).toBe(
    "The interviewer is not here yet.",
  );
  expect(missingPeople([bob], false)).toBe("The candidate is not here yet.");
  expect(missingPeople([], false)).toBe("Candidate and interviewer are not here yet.");
});

test("a candidate who is here but not ready is named", () => {
  expect(missingPeople([{ ...ada, isReady: false }, bob], false)).toBe(
    "Ada is here and has not said they are ready.",
  );
});

test("nobody is missing when all are here, or when it is a solo", () => {
  expect(missingPeople([ada, bob], false)).toBeNull();
  expect(missingPeople([], true)).toBeNull();
});
