import { enterAsGuest } from "../support/browser-people";
import { test } from "../support/cast";
import { look } from "../support/look";

test("the pages around an interview fit a phone and pass axe in light and dark", async ({
  arrive,
}) => {
  const { page } = await arrive("Nia");
  await page.goto("/");
  await look(page, "landing");
  await page.goto("/practise");
  await look(page, "practise");
  await enterAsGuest(page, "Nia");
  await look(page, "new-interview");
  await page.getByText("Framework, minutes, rubric, start and call").click();
  await page.getByRole("radio", { name: "Later" }).check();
  await look(page, "new-interview-open");
  await page.goto("/home");
  await look(page, "home-empty");
  await page.goto("/settings");
  await look(page, "settings");
  await page.goto("/nowhere");
  await look(page, "not-found");
});
