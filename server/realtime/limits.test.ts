import { describe, expect, test } from "vitest";
import { MAX_PART_BYTES, MAX_UPDATE_BYTES } from "@/lib/protocol/messages";
import { Conduct } from "./conduct";
import { Allowance, LIMITS } from "./limits";
import { PartAssembly } from "./part-assembly";

describe("an allowance", () => {
  test("gives its burst and not one more, and refills with time", () => {
    const allowance = new Allowance({ perSecond: 10, burst: 3 }, 0);
    expect([1, 1, 1, 1].map((amount) => allowance.take(amount, 0))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(allowance.take(1, 99)).toBe(false);
    expect(allowance.take(1, 100)).toBe(true);
    expect(allowance.take(4, 100_000), "never more than the burst").toBe(false);
    expect(allowance.take(3, 100_000)).toBe(true);
  });

  test("a clock that goes back gives nothing", () => {
    const allowance = new Allowance({ perSecond: 10, burst: 1 }, 1_000);
    expect(allowance.take(1, 1_000)).toBe(true);
    expect(allowance.take(1, 0)).toBe(false);
  });
});

describe("conduct", () => {
  function conduct() {
    const closed: number[] = [];
    return {
      closed,
      line: new Conduct(
        LIMITS,
        () => 0,
        () => closed.push(1),
      ),
    };
  }

  test("bad messages are borne up to the limit, and the next one closes the line", () => {
    const { closed, line } = conduct();
    for (let i = 0; i < LIMITS.strikes.burst; i++) line.refused("schema");
    expect(closed).toEqual([]);
    line.refused("schema");
    expect(closed).toEqual([1]);
  });

  test("what a page of ours may cause itself is not held against it", () => {
    const { closed, line } = conduct();
    for (let i = 0; i < 100; i++)
      for (const code of ["gap", "read-only", "unavailable", "reset", "not-allowed"] as const)
        line.refused(code);
    expect(closed).toEqual([]);
  });

  test("asking far too often closes the line in the end", () => {
    const { closed, line } = conduct();
    for (let i = 0; i < LIMITS.requests.burst; i++) expect(line.mayAsk("doc:watermark")).toBe(true);
    expect(line.mayAsk("doc:watermark")).toBe(false);
    expect(closed).toEqual([]);
    for (let i = 0; i < 200; i++) line.mayAsk("doc:watermark");
    expect(closed).toEqual([1]);
  });

  test("what reads the database or the whole document, or is told to all, is asked for less often than the rest", () => {
    const { closed, line } = conduct();
    for (let i = 0; i < LIMITS.costly.burst; i++) expect(line.mayAsk("doc:sync")).toBe(true);
    for (const name of [
      "room:join",
      "private:join",
      "doc:sync",
      "doc:bind",
      "room:ready",
      "clock:command",
    ])
      expect(line.mayAsk(name), name).toBe(false);
    expect(line.mayAsk("doc:watermark")).toBe(true);
    expect(closed).toEqual([]);
  });

  test("a line that is closed is closed once, whatever else was on its way", () => {
    const { closed, line } = conduct();
    for (let i = 0; i < 10 * LIMITS.strikes.burst; i++) line.refused("malformed");
    expect(closed).toEqual([1]);
  });

  test("updates are counted by number and by bytes", () => {
    expect(conduct().line.mayUpdate(LIMITS.updates.burst, 1)).toBe(true);
    expect(conduct().line.mayUpdate(LIMITS.updates.burst + 1, 1)).toBe(false);
    expect(conduct().line.mayUpdate(1, LIMITS.updateBytes.burst)).toBe(true);
    expect(conduct().line.mayUpdate(1, LIMITS.updateBytes.burst + 1)).toBe(false);
    const { line } = conduct();
    for (let i = 0; i < LIMITS.presence.burst; i++) expect(line.maySayWhere()).toBe(true);
    expect(line.maySayWhere()).toBe(false);
  });
});

describe("an update in parts", () => {
  const part = (index: number, change: object = {}) => ({
    sender: 1,
    seq: 7,
    part: index,
    parts: 3,
    bytes: new Uint8Array([index]),
    ...change,
  });

  test("is whole with its last part", () => {
    const assembly = new PartAssembly(1_000);
    expect(assembly.add(part(0), 0)).toBeNull();
    expect(assembly.add(part(1), 0)).toBeNull();
    expect(assembly.add(part(2), 1_000)).toEqual(Buffer.from([0, 1, 2]));
  });

  test("starts again with a first part, and takes nothing that does not follow", () => {
    const assembly = new PartAssembly(1_000);
    expect(assembly.add(part(1), 0)).toBe("gap");
    assembly.add(part(0), 0);
    expect(assembly.add(part(2), 0)).toBe("gap");
    assembly.add(part(0), 0);
    expect(assembly.add(part(1, { seq: 8 }), 0)).toBe("gap");
    assembly.add(part(0), 0);
    expect(assembly.add(part(1), 1_001), "too late").toBe("gap");
    expect(assembly.add(part(0), 0)).toBeNull();
  });

  test("is refused when it grows past the limit, and taken at it", () => {
    const parts = MAX_UPDATE_BYTES / MAX_PART_BYTES;
    const add = (lastBytes: number) => {
      const assembly = new PartAssembly(1_000);
      for (let i = 0; i < parts - 1; i++)
        assembly.add(part(i, { parts, bytes: new Uint8Array(MAX_PART_BYTES) }), 0);
      return assembly.add(part(parts - 1, { parts, bytes: new Uint8Array(lastBytes) }), 0);
    };
    expect(add(MAX_PART_BYTES)).toHaveLength(MAX_UPDATE_BYTES);
    expect(add(MAX_PART_BYTES + 1)).toBe("too-large");
  });
});
