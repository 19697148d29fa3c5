import http from "node:http";
import { expect, test } from "@playwright/test";
import { enterAsGuest } from "../support/browser-people";

/** @returns the status of the answer to an upgrade, or how the connection ended without one */
function upgrade(
  url: string,
  headers: Record<string, string>,
): Promise<number | "destroyed" | undefined> {
  return new Promise((resolve) => {
    const request = http.get(url, {
      agent: false,
      headers: {
        connection: "Upgrade",
        upgrade: "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
        ...headers,
      },
    });
    request.on("upgrade", (response, socket) => {
      socket.destroy();
      resolve(response.statusCode);
    });
    request.on("response", (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on("error", () => resolve("destroyed"));
  });
}

const SOCKET = "/socket.io/?EIO=4&transport=websocket";

test("only a page of ours, with somebody signed in, opens a socket, and nothing else upgrades", async ({
  page,
  baseURL,
}) => {
  const origin = baseURL ?? "";
  await enterAsGuest(page, "Ana");
  const cookie = (await page.context().cookies())
    .map(({ name, value }) => `${name}=${value}`)
    .join("; ");

  expect(await upgrade(origin + SOCKET, { origin, cookie })).toBe(101);
  expect(await upgrade(origin + SOCKET, { origin })).not.toBe(101);
  expect(await upgrade(origin + SOCKET, { cookie })).not.toBe(101);
  expect(await upgrade(origin + SOCKET, { origin: "https://evil.example", cookie })).not.toBe(101);
  expect(await upgrade(origin + SOCKET, { origin: "null", cookie })).not.toBe(101);
  const rebound = { origin: "http://evil.example", host: "evil.example", cookie };
  expect(await upgrade(origin + SOCKET, rebound)).toBe("destroyed");

  for (const path of ["/", "/home", "/_next/hmr", "/_next/webpack-hmr", "/socket.iox", "/api/auth"])
    expect(await upgrade(origin + path, { origin, cookie }), path).toBe("destroyed");
});

test("the socket's address answers no plain request, so there is no other transport", async ({
  request,
}) => {
  const polling = await request.get("/socket.io/?EIO=4&transport=polling");
  expect(polling.status()).toBe(404);
  expect(polling.headers()["x-content-type-options"]).toBe("nosniff");
});
