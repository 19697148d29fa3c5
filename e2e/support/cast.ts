/** The people of a test: each a browser of their own, with a cable that can be pulled and is recorded. */
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { enterAsGuest } from "./browser-people";
import { type RecordingProxy, startRecordingProxy } from "./recording-proxy";

export interface Person {
  name: string;
  context: BrowserContext;
  /** The tab they came with. */
  page: Page;
  proxy: RecordingProxy;
}

type Arrive = (name: string) => Promise<Person>;

export const test = base.extend<{
  /** A browser nobody has used yet. */
  arrive: Arrive;
  /** The same, in as a guest. */
  enter: Arrive;
}>({
  arrive: async ({ browser, baseURL }, use) => {
    if (!baseURL) throw new Error("The app of the tests has no address.");
    const people: Person[] = [];
    const faults: string[] = [];
    await use(async (name) => {
      const proxy = await startRecordingProxy(baseURL);
      const context = await browser.newContext({
        baseURL: proxy.url,
        viewport: { width: 1280, height: 800 },
        reducedMotion: "reduce",
        permissions: ["clipboard-read", "clipboard-write"],
      });
      context.on("weberror", (error) => faults.push(`${name}: ${error.error().stack}`));
      context.on("console", (message) => {
        if (message.type() === "error" && /Content Security Policy/.test(message.text()))
          faults.push(`${name}: ${message.text()}`);
      });
      const person = { name, context, proxy, page: await context.newPage() };
      people.push(person);
      return person;
    });
    for (const { context, proxy } of people) {
      await context.close();
      await proxy.close();
    }
    expect(faults, "errors nobody caught, and breaches of the content policy").toEqual([]);
  },
  enter: async ({ arrive }, use) => {
    await use(async (name) => {
      const person = await arrive(name);
      await enterAsGuest(person.page, name);
      return person;
    });
  },
});

export { expect };
