import { expect, test } from "vitest";
import { unlockCase } from "./library-material";
import {
  exportCaseSheet,
  exportFrameworkSheet,
  loadCaseSheet,
  loadFrameworkSheet,
} from "./library-sheets";
import { interviewDatabase, unwrap } from "./testing/interview-database";

const { context, person, create } = interviewDatabase();

const CASE = "fraud-detection";

test("a case's sheet opens to whoever unlocked the case or interviews it, and to nobody else", async () => {
  const [ana, ivan, nosy] = [await person("Ana"), await person("Ivan"), await person("Nosy")];
  unwrap(await unlockCase(ana, CASE, context()));
  await create(ivan, { role: "interviewer", caseId: CASE });
  await create(nosy, { role: "candidate", caseId: CASE });
  for (const reader of [ana, ivan])
    expect(unwrap(await loadCaseSheet(reader, CASE, context())).title).toBe(
      context().content.cases.get(CASE)?.title,
    );
  for (const act of [loadCaseSheet, exportCaseSheet]) {
    expect(await act(nosy, CASE, context())).toEqual({ ok: false, code: "not-allowed" });
    // One case opens no other.
    expect(await act(ana, "spam-detection", context())).toEqual({ ok: false, code: "not-allowed" });
    expect(await act(ana, "no-such-case", context())).toEqual({ ok: false, code: "not-found" });
  }
});

test("a framework's sheet is there for everybody, and one there is not is not found", async () => {
  expect(unwrap(await loadFrameworkSheet("fw-nine", context())).title).toBe("Nine phases");
  for (const act of [loadFrameworkSheet, exportFrameworkSheet])
    expect(await act("../fw-nine", context())).toEqual({ ok: false, code: "not-found" });
});

test("the files have everything, names that are safe in a header, and the version they were made from", async () => {
  const ana = await person("Ana");
  unwrap(await unlockCase(ana, CASE, context()));
  const { cases, frameworks } = context().content;
  const whole = cases.get(CASE);
  const material = unwrap(await exportCaseSheet(ana, CASE, context()));
  expect(material.name).toBe("dryrun-fraud-detection-sheet.md");
  expect(material.text).toContain(`version ${whole?.version}`);
  const bullets = material.text.split("\n").filter((line) => line.startsWith("- "));
  expect(bullets.length).toBeGreaterThan(
    (whole?.interviewer.facts.length ?? 0) + (whole?.interviewer.scaleSheet.length ?? 0),
  );
  const framework = unwrap(await exportFrameworkSheet("fw-nine", context()));
  expect(framework.name).toBe("dryrun-fw-nine-sheet.md");
  const scored = (frameworks.get("fw-nine")?.phases ?? []).filter((phase) => phase.isScored);
  // On paper nine phases leave no room for all of their mistakes.
  const mistakes = scored.flatMap((phase) => phase.mistakes);
  // Those without a sign that Markdown writes in another way.
  const plain = mistakes.filter((mistake) => /^[\w ,.;]+$/.test(mistake));
  expect(plain.length).toBeGreaterThan(scored.length);
  expect(plain.filter((mistake) => !framework.text.includes(mistake))).toEqual([]);
  expect(unwrap(await loadFrameworkSheet("fw-nine", context())).leftOut).toBeGreaterThan(0);
});
