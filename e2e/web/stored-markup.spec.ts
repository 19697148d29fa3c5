/**
 * Scripts that people write into names, documents, canvases and cards do not run in anybody's
 * browser, with the content policy on and, so that it is not the policy alone, switched off.
 */
import fs from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { elementsOf } from "@/lib/room-document/roots";
import { enterAsGuest } from "../support/browser-people";
import {
  addComponent,
  documentOf,
  expectRunning,
  expectSaved,
  focusCanvas,
} from "../support/interview-steps";
import { recorded, withDatabase } from "../support/stored";
import { expectText, openBrowser } from "./guarded-browser";
import {
  CODE_ADDRESSES,
  finish,
  type HostilePeople,
  hostileInterview,
  MARKUP,
  viewerByName,
} from "./hostile-interview";

/** Comes in under a name that is markup. @returns the name */
async function enterAs(page: Page, markup: string): Promise<string> {
  const name = `${markup} ${Math.random().toString(36).slice(2, 8)}`;
  await enterAsGuest(page, name);
  return name;
}

for (const bypassCSP of [false, true]) {
  const policy = bypassCSP ? "switched off" : "on";

  test(`stored markup is text on every page, in exports and in print, with the policy ${policy}`, async ({
    browser,
    baseURL,
  }) => {
    const origin = baseURL ?? "";
    const ana = await openBrowser(browser, bypassCSP, origin);
    const ben = await openBrowser(browser, bypassCSP, origin);
    const names = [
      await enterAs(ana.page, "<img src=x onerror=ran(60)>"),
      await enterAs(ben.page, "</script><script>ran(61)</script>"),
    ];
    const { live, over, people } = await withDatabase(async (db) => {
      const [host, candidate] = [
        await viewerByName(db, names[0] ?? ""),
        await viewerByName(db, names[1] ?? ""),
      ];
      const people: HostilePeople = { host, candidate };
      const over = await hostileInterview(db, people);
      await finish(db, over, people);
      return { live: await hostileInterview(db, people), over, people };
    });
    const everyone = [ana, ben];
    expect(people.host.name).toContain("<img");

    await test.step("on the pages", async () => {
      for (const { page } of everyone) {
        for (const path of [
          "/home",
          `/interviews/${live}`,
          `/interviews/${over}`,
          "/settings",
          "/sign-in",
        ]) {
          await page.goto(path);
          await expect(page.getByRole("main")).toBeVisible();
          await expectText(page, path);
        }
      }
      await expect(ana.page.getByText("guest <img src=x onerror=ran(60)>")).toBeVisible();
    });

    await test.step("in the review and on paper", async () => {
      for (const { page } of everyone) {
        await page.goto(`/interviews/${over}/review`);
        await expect(page.getByText(MARKUP[0] ?? "").first()).toBeVisible();
        await expect(page.getByRole("img", { name: "The final canvas" })).toBeVisible();
        await page.getByText("The canvas in words").click();
        for (const link of await page.getByText("Link to code").all()) await link.click();
        await expectText(page, "review");
      }
      await ana.page.emulateMedia({ media: "print" });
      await expectText(ana.page, "print");
      expect((await ana.page.pdf()).byteLength).toBeGreaterThan(10_000);
      await ana.page.emulateMedia({ media: "screen" });
    });

    await test.step("in the files to keep, which no browser shows as a page", async () => {
      for (const file of ["markdown", "excalidraw"]) {
        const download = ana.page.waitForEvent("download");
        // A file to keep ends the navigation before it has begun.
        await ana.page.goto(`/interviews/${over}/review/${file}`).catch(() => {});
        const text = fs.readFileSync(await (await download).path(), "utf8");
        expect(text).toContain("ran(2)");
        if (file === "markdown") expectInertMarkdown(text);
        else expectInertDrawing(text);
      }
    });

    await test.step("in the room, on document, canvas and in the list of people", async () => {
      for (const { page } of everyone) {
        await page.goto(`/interviews/${live}/room`);
        await expectRunning(page);
        await expect(documentOf(page)).toContainText("<img src=x onerror=ran(2)>");
        for (const link of await documentOf(page).getByText("Link to code").all()) {
          await link.click({ modifiers: ["ControlOrMeta"] });
          await link.click();
        }
        await expectText(page, "room");
      }
      await addComponent(ben.page, "Ranker");
      for (const { page } of everyone) await expectSaved(page);
      // A person's name is also at their caret and their pointer.
      await documentOf(ben.page).getByText("with attributes").click();
      await expect(ana.page.locator(".remote-caret").first()).toBeAttached();
      await expectText(ana.page, "room with a caret");
    });

    for (const { faults, context } of everyone) {
      expect(faults).toEqual([]);
      await context.close();
    }
  });

  test(`markup that comes from elsewhere is text as well, with the policy ${policy}`, async ({
    browser,
    baseURL,
  }) => {
    const origin = baseURL ?? "";
    const ana = await openBrowser(browser, bypassCSP, origin);
    const { page, faults, context } = ana;
    await enterAsGuest(page, "Ana");
    await page.getByRole("radio", { name: /^Solo/ }).check();
    await page.getByRole("button", { name: "Create" }).click();
    await page.getByRole("button", { name: "Start the clock" }).click();
    await expectRunning(page);
    const interviewId = /[0-9a-f-]{36}/.exec(page.url())?.[0] ?? "";

    await test.step("pasted into the document, as text and as a web page", async () => {
      // The first phase is for the call and has no part in the document.
      await page.getByRole("button", { name: "Next phase" }).click();
      await page.getByRole("button", { name: "Write in the current phase" }).click();
      await paste(page, { "text/plain": MARKUP.join("\n"), "text/html": hostilePage() });
      await paste(page, { "text/plain": `Plain ${MARKUP.join("\n")}` });
      await expect(documentOf(page)).toContainText("Pasted words");
      await expect(documentOf(page)).toContainText("Plain <script>ran(1)</script>");
      await expectText(page, "a pasted page");
    });

    await test.step("pasted onto the canvas and dropped there as a file", async () => {
      await focusCanvas(page);
      const drawing = hostileDrawing();
      await paste(page, {
        "text/plain": JSON.stringify({ ...drawing, type: "excalidraw/clipboard" }),
      });
      await paste(page, { "text/plain": '<iframe src="javascript:ran(80)"></iframe>' });
      await paste(page, { "text/html": hostilePage() });
      await paste(page, {
        "text/plain": "<svg xmlns='http://www.w3.org/2000/svg' onload='ran(81)'/>",
      });
      for (const [name, type, text] of [
        ["a.excalidraw", "application/vnd.excalidraw+json", JSON.stringify(drawing)],
        ["a.svg", "image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg' onload='ran(82)'/>"],
        ["a.html", "text/html", hostilePage()],
        [
          "a.excalidrawlib",
          "application/json",
          JSON.stringify({
            type: "excalidrawlib",
            version: 2,
            libraryItems: [{ id: "x", status: "published", elements: drawing.elements }],
          }),
        ],
      ] as const)
        await drop(page, { name, type, text });
      await addComponent(page, "Ranker");
      await expectSaved(page);
      await expectText(page, "a canvas after a drop");
    });

    await test.step("and what is stored of it has no code in its links", async () => {
      const { doc } = await recorded(interviewId);
      const stored = [...elementsOf(doc).values()].map((element) => element.toJSON());
      expect(stored.length).toBeGreaterThan(0);
      for (const { type, link } of stored) {
        expect([
          "rectangle",
          "ellipse",
          "diamond",
          "line",
          "arrow",
          "freedraw",
          "text",
          "frame",
        ]).toContain(type);
        expect(link ?? "").toMatch(/^$|^(https?|mailto):/);
      }
    });
    expect(faults).toEqual([]);
    await context.close();
  });
}

test("the watch itself works: without a policy such markup does run, and is noticed", async ({
  browser,
  baseURL,
}) => {
  const { page, faults, context } = await openBrowser(browser, true, baseURL ?? "");
  // A file of ours without scripts: a page would still be hydrating, and put its own content back.
  await page.goto("/health/live");
  await page.setContent(MARKUP[1] ?? "");
  await expect.poll(() => faults).toContain("ran 2");
  await expect(expectText(page, "the control")).rejects.toThrow();
  await context.close();
});

/** Markdown of a text a person typed: brackets and angles are escaped, or stand in a fence. */
function expectInertMarkdown(text: string): void {
  let fence = "";
  for (const line of text.split("\n")) {
    const ticks = /^\s*(`{3,})/.exec(line)?.[1];
    if (fence !== "") {
      if (ticks === fence && line.trim() === fence) fence = "";
      continue;
    }
    if (ticks !== undefined) {
      fence = ticks;
      continue;
    }
    const bare = line.replaceAll(/\\./g, "").replaceAll(/<br>|<u>|<\/u>|<!-- -->/g, "");
    expect(bare).not.toMatch(/<[a-z!/]/i);
    expect(bare).not.toMatch(/\]\(\s*<?\s*(?!https?:|mailto:)/i);
  }
  expect(fence).toBe("");
}

function expectInertDrawing(text: string): void {
  const file = JSON.parse(text) as { elements: Record<string, unknown>[]; files: object };
  expect(file.files).toEqual({});
  expect(file.elements.length).toBeGreaterThan(MARKUP.length);
  for (const { type, link, strokeColor, backgroundColor, customData } of file.elements) {
    expect(["text", "rectangle", "frame"]).toContain(type);
    expect(link ?? "").toMatch(/^$|^(https?|mailto):/);
    expect(`${strokeColor}${backgroundColor}${JSON.stringify(customData ?? "")}`).not.toMatch(
      /[<:]\w/,
    );
  }
}

function hostilePage(): string {
  const links = CODE_ADDRESSES.map(
    (href) => `<a href="${href.replaceAll('"', "&quot;")}">Pasted link</a>`,
  );
  return `<html><body><p onclick="ran(70)" style="background:url(https://evil.example/71)">Pasted words</p>
    ${links.join("")}
    <img src=x onerror="ran(72)"><script>ran(73)</script><iframe src="javascript:parent.ran(74)"></iframe>
    <table><tr><td onmouseover="ran(75)" colspan="1e9">Cell</td></tr></table>
    <form action="javascript:ran(76)"><input autofocus onfocus="ran(77)"></form>
    <pre><code class="language-&quot;&gt;&lt;img src=x onerror=ran(78)&gt;">code</code></pre></body></html>`;
}

function hostileDrawing() {
  const base = {
    ...{
      x: 0,
      y: 0,
      width: 90,
      height: 90,
      angle: 0,
      strokeColor: "#000",
      backgroundColor: "transparent",
      fillStyle: "solid",
      strokeWidth: 1,
      strokeStyle: "solid",
      roughness: 0,
      opacity: 100,
      groupIds: [],
      frameId: null,
      roundness: null,
      seed: 1,
      version: 1,
      versionNonce: 1,
      isDeleted: false,
      boundElements: null,
      updated: 1,
      locked: false,
    },
  };
  const elements = [
    ...CODE_ADDRESSES.map((link, i) => ({ ...base, id: `r${i}`, type: "rectangle", link })),
    { ...base, id: "embed", type: "embeddable", link: "javascript:ran(83)" },
    {
      ...base,
      id: "frame",
      type: "iframe",
      link: null,
      customData: { generationData: { status: "done", html: MARKUP[0] } },
    },
    {
      ...base,
      id: "image",
      type: "image",
      link: null,
      fileId: "f",
      status: "saved",
      scale: [1, 1],
    },
    {
      ...base,
      id: "words",
      type: "text",
      link: null,
      text: MARKUP[1],
      originalText: MARKUP[1],
      fontSize: 20,
      fontFamily: 5,
      textAlign: "left",
      verticalAlign: "top",
      containerId: null,
      lineHeight: 1.25,
      autoResize: true,
    },
  ];
  const svg = Buffer.from(
    "<svg xmlns='http://www.w3.org/2000/svg' onload='ran(84)'><script>ran(85)</script></svg>",
  );
  const dataURL = `data:image/svg+xml;base64,${svg.toString("base64")}`;
  return {
    type: "excalidraw",
    version: 2,
    source: "https://evil.example",
    elements,
    appState: { viewBackgroundColor: 'red"><script>ran(86)</script>', name: MARKUP[1] },
    files: { f: { id: "f", mimeType: "image/svg+xml", dataURL, created: 1 } },
  };
}

async function paste(page: Page, data: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate((entries) => {
    const clipboardData = new DataTransfer();
    for (const [type, text] of Object.entries(entries)) clipboardData.setData(type, text);
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
    );
  }, data);
}

async function drop(page: Page, file: { name: string; type: string; text: string }): Promise<void> {
  const transfer = await page.evaluateHandle(({ name, type, text }) => {
    const data = new DataTransfer();
    data.items.add(new File([text], name, { type }));
    return data;
  }, file);
  const canvas = page.locator(".excalidraw").first();
  for (const type of ["dragenter", "dragover", "drop"])
    await canvas.dispatchEvent(type, { dataTransfer: transfer });
}
