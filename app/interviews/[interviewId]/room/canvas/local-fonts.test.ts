import { expect, test } from "vitest";
import { ownSources } from "./local-fonts";

const OWN = "http://localhost:3000";

test("a font's source on another server is left out", () => {
  const source =
    "url(http://localhost:3000/excalidraw/fonts/Nunito.woff2) format('woff2'), url(https://esm.sh/fonts/Nunito.woff2) format('woff2')";
  expect(ownSources(source, OWN)).toBe(
    "url(http://localhost:3000/excalidraw/fonts/Nunito.woff2) format('woff2')",
  );
});

test("sources without a server, installed fonts and data stay", () => {
  for (const source of [
    "url(/fonts/a.woff2)",
    'url("data:font/woff2;base64,AA==")',
    "local(Helvetica), url(/fonts/a.woff2)",
  ]) {
    expect(ownSources(source, OWN)).toBe(source);
  }
});
