import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import {
  PRIVATE_NAMESPACE,
  planeAnnouncements,
  planeMessages,
  privateRequests,
  ROOM_NAMESPACE,
  roomAnnouncements,
  roomRequests,
} from "../protocol/messages";
import { ACTIONS, PERMISSIONS } from "./roles";
import { PAGES, ROUTES, SERVER_ACTIONS, SOCKET_ANNOUNCEMENTS, SOCKET_REQUESTS } from "./surfaces";

const APP = path.resolve(import.meta.dirname, "../../app");
const FUNCTION = /^export (?:async )?(?:function|const) (\w+)/gm;
const LIST = /^export \{([^}]*)\}/gm;

interface Source {
  /** Relative to `app`, with forward slashes. */
  file: string;
  text: string;
}

const sources: Source[] = fs
  .readdirSync(APP, { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll(path.sep, "/"))
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  .map((file) => ({ file, text: fs.readFileSync(path.join(APP, file), "utf8") }));

/** The address a file stands for: groups in parentheses are not part of it. */
function addressOf({ file }: Source): string {
  const folders = file.split("/").slice(0, -1);
  return `/${folders.filter((folder) => !folder.startsWith("(")).join("/")}`;
}

function named(pattern: RegExp): Source[] {
  return sources.filter(({ file }) => pattern.test(file));
}

/** The names a module exports, those of `export { a as B }` included. */
function exportsOf({ text }: Source): string[] {
  const declared = [...text.matchAll(FUNCTION)].map((match) => match[1] ?? "");
  const listed = [...text.matchAll(LIST)].flatMap((match) =>
    (match[1] ?? "").split(",").map((part) => part.trim().split(" as ").at(-1) ?? ""),
  );
  return [...declared, ...listed].filter(Boolean);
}

const isUseServer = ({ text }: Source) => /^\s*["']use server["']/m.test(text);
const sorted = (names: Iterable<string>) => [...names].sort();

test("every page is in the table, and nothing else", () => {
  const found = named(/(^|\/)page\.tsx?$/).map(addressOf);
  expect(found.length).toBeGreaterThan(5);
  expect(sorted(found)).toEqual(sorted(Object.keys(PAGES)));
});

test("every route is in the table with its methods, and nothing else", () => {
  const methods = /^(GET|HEAD|OPTIONS|POST|PUT|PATCH|DELETE)$/;
  const found = named(/(^|\/)route\.tsx?$/).flatMap((source) =>
    exportsOf(source)
      .filter((name) => methods.test(name))
      .map((method) => `${method} ${addressOf(source)}`),
  );
  expect(found.length).toBeGreaterThan(2);
  expect(sorted(found)).toEqual(sorted(Object.keys(ROUTES)));
});

test("every server action is in the table, and nothing else", () => {
  const found = sources
    .filter(isUseServer)
    .flatMap((source) => exportsOf(source).map((name) => `${addressOf(source)} ${name}`));
  expect(found.length).toBeGreaterThan(5);
  expect(sorted(found)).toEqual(sorted(Object.keys(SERVER_ACTIONS)));
});

test("server actions are only where people look for them", () => {
  const elsewhere = sources.filter(
    (source) => isUseServer(source) && !/(^|\/)actions\.ts$/.test(source.file),
  );
  expect(elsewhere.map(({ file }) => file)).toEqual([]);
});

test("Next runs no middleware, which would be a door this table does not know", () => {
  const root = path.dirname(APP);
  for (const name of ["middleware.ts", "proxy.ts", "app/middleware.ts", "app/proxy.ts", "pages"])
    expect(fs.existsSync(path.join(root, name)), name).toBe(false);
});

const at = (namespace: string, ...groups: object[]) =>
  groups.flatMap((group) => Object.keys(group).map((event) => `${namespace} ${event}`));

test("every socket request is in the table, and nothing else", () => {
  expect(sorted(Object.keys(SOCKET_REQUESTS))).toEqual(
    sorted([
      ...at(ROOM_NAMESPACE, roomRequests, planeMessages),
      ...at(PRIVATE_NAMESPACE, privateRequests, planeMessages),
    ]),
  );
});

test("every announcement is in the table, and nothing else", () => {
  expect(sorted(Object.keys(SOCKET_ANNOUNCEMENTS))).toEqual(
    sorted([
      ...at(ROOM_NAMESPACE, roomAnnouncements),
      ...at(PRIVATE_NAMESPACE, planeAnnouncements),
    ]),
  );
});

test("only interviewers hear or say anything on the private plane", () => {
  const doors = Object.entries({ ...SOCKET_REQUESTS, ...SOCKET_ANNOUNCEMENTS });
  for (const [door, action] of doors.filter(([name]) => name.startsWith(PRIVATE_NAMESPACE)))
    expect(PERMISSIONS[action].who, door).toEqual(["interviewer"]);
});

test("an action that no door stands for is one that a page asks about", () => {
  const doors = new Set<string>(
    [PAGES, ROUTES, SERVER_ACTIONS, SOCKET_REQUESTS].flatMap((table) => Object.values(table)),
  );
  expect(ACTIONS.filter((action) => !doors.has(action))).toEqual([
    "brief:read-candidate",
    "brief:read-interviewer",
    "brief:read-after-end",
  ]);
});
