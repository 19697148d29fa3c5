import { afterEach, expect, test, vi } from "vitest";
import { figuresFor, provideFigures } from "./figures";

const TOKEN = "a-token-that-is-long-enough-for-anybody";
const figures = { contentType: "text/plain", text: async () => "rooms 1" };

afterEach(() => vi.unstubAllEnvs());

test("only who brings the operator's token is shown the figures", () => {
  provideFigures(figures);
  vi.stubEnv("METRICS_TOKEN", TOKEN);
  expect(figuresFor(`Bearer ${TOKEN}`)).toBe(figures);
  for (const other of [null, "", TOKEN, "Bearer ", `Bearer ${TOKEN}x`, `bearer ${TOKEN}`])
    expect(figuresFor(other), String(other)).toBeNull();
});

test("without a token nobody is shown them, whatever they bring", () => {
  provideFigures(figures);
  vi.stubEnv("METRICS_TOKEN", "");
  for (const other of [null, "", "Bearer ", "Bearer undefined"])
    expect(figuresFor(other), String(other)).toBeNull();
});
