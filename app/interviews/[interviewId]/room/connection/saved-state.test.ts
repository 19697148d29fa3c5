import { expect, test } from "vitest";
import { describeSaved, type PlaneSaving, savedState, unsavedCount } from "./saved-state";

const LINE = { hasBeenOpen: true, isOpen: true, isStorageAvailable: true };
const CLEAR: PlaneSaving = { waiting: 0, isStuck: false, isKept: true, refused: null };

test("saved is said only when nothing waits on any plane", () => {
  expect(savedState(LINE, [CLEAR, CLEAR])).toEqual({ kind: "saved" });
  expect(savedState(LINE, [CLEAR, { ...CLEAR, waiting: 1 }])).toEqual({ kind: "saving" });
});

test("without a line the waiting changes of all planes are counted in words", () => {
  const state = savedState({ ...LINE, isOpen: false }, [
    { ...CLEAR, waiting: 11 },
    { ...CLEAR, waiting: 1 },
  ]);
  expect(describeSaved(state).label).toBe("Offline: 12 changes kept on this device");
  expect(unsavedCount(state)).toBe(12);
  expect(describeSaved({ kind: "offline", waiting: 1, isKept: true }).label).toBe(
    "Offline: 1 change kept on this device",
  );
});

test("a browser that keeps nothing is said to keep nothing", () => {
  const state = savedState({ ...LINE, isOpen: false }, [{ ...CLEAR, waiting: 2, isKept: false }]);
  expect(describeSaved(state).label).toBe("Offline: 2 changes not kept on this device");
  expect(describeSaved(state).detail).toContain("leave this page open");
});

test("with the database away nothing is said to be saved, even when nothing waits", () => {
  expect(savedState({ ...LINE, isStorageAvailable: false }, [CLEAR]).kind).toBe("not-saved");
  expect(savedState(LINE, [{ ...CLEAR, waiting: 3, isStuck: true }])).toMatchObject({
    kind: "not-saved",
    waiting: 3,
  });
});

test("refused edits are told once everything else is saved", () => {
  const refused = { count: 2, code: "read-only" as const };
  expect(savedState(LINE, [{ ...CLEAR, waiting: 1, refused }]).kind).toBe("saving");
  const state = savedState(LINE, [{ ...CLEAR, refused }]);
  expect(describeSaved(state).label).toBe("2 changes not accepted");
});

test("a room that was never open is connecting, not offline", () => {
  const line = { hasBeenOpen: false, isOpen: false, isStorageAvailable: true };
  expect(savedState(line, [CLEAR])).toEqual({ kind: "connecting" });
  expect(savedState(line, [{ ...CLEAR, waiting: 4 }])).toMatchObject({ kind: "offline" });
});
