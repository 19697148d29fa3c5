import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { INTERVIEW_LENGTHS } from "../plan";
import { CommonChecklist } from "./common-checklist";
import { Framework } from "./framework";
import { profileMinutes } from "./profile-minutes";
import { TimeProfileSet } from "./time-profile";

const CONTENT = path.resolve(import.meta.dirname, "../../../content");
const read = (file: string): unknown => parse(fs.readFileSync(path.join(CONTENT, file), "utf8"));

const common = CommonChecklist.parse(read("common-checklist.yaml"));
const { profiles } = TimeProfileSet.parse(read("time-profiles.yaml"));
const frameworks = fs
  .readdirSync(path.join(CONTENT, "frameworks"))
  .map((file) => Framework.parse(read(`frameworks/${file}`)));

function profileNamed(id: string) {
  const profile = profiles.find((each) => each.id === id);
  if (!profile) throw new Error(`There is no profile ${id}.`);
  return profile;
}
function frameworkNamed(id: string): Framework {
  const framework = frameworks.find((each) => each.id === id);
  if (!framework) throw new Error(`There is no framework ${id}.`);
  return framework;
}

const basis = { balanced: profileNamed("tp-balanced"), common };

describe.each(INTERVIEW_LENGTHS)("%i minutes", (length) => {
  test("every profile fills every framework to the minute and leaves no phase without one", () => {
    for (const framework of frameworks) {
      for (const profile of profiles) {
        const minutes = profileMinutes(framework, profile, basis, length);
        const what = `${framework.id} under ${profile.id}`;
        expect(minutes, what).toHaveLength(framework.phases.length);
        expect(
          minutes.reduce((sum, each) => sum + each, 0),
          what,
        ).toBe(length);
        expect(Math.min(...minutes), what).toBeGreaterThanOrEqual(1);
      }
    }
  });

  test("the balanced profile is what a framework has by itself", () => {
    for (const framework of frameworks)
      expect(profileMinutes(framework, basis.balanced, basis, length)).toEqual(
        framework.phases.map((phase) => phase.minutes[length]),
      );
  });

  test("where phases are the common ones, each gets the profile's minutes", () => {
    const framework = frameworkNamed("fw-canonical7");
    for (const profile of profiles)
      expect(profileMinutes(framework, profile, basis, length)).toEqual(
        framework.phases.map(({ id, minutes }) => profile.minutes[id]?.[length] ?? minutes[length]),
      );
  });
});

test("a profile with more time for serving takes it to whatever a framework calls that", () => {
  for (const framework of frameworks) {
    const [usual, systems] = ["tp-balanced", "tp-systems"].map((id) =>
      profileMinutes(framework, profileNamed(id), basis, 60),
    );
    const ofItem = (minutes: number[] | undefined, item: string) =>
      minutes?.[
        framework.phases.findIndex(
          (phase) => phase.isScored && phase.checklist.some(({ id }) => id === item),
        )
      ] ?? 0;
    expect(ofItem(systems, "p6.scaling"), framework.id).toBeGreaterThan(
      ofItem(usual, "p6.scaling"),
    );
    expect(ofItem(systems, "p4.loss"), framework.id).toBeLessThan(ofItem(usual, "p4.loss"));
  }
});
