/** Server actions as anybody can post them who has looked at a page: by the id the build gave them. */
import fs from "node:fs";
import path from "node:path";
import { SERVER_ACTIONS } from "@/lib/domain/surfaces";

export type ActionName = keyof typeof SERVER_ACTIONS;

export const ACTION_NAMES = Object.keys(SERVER_ACTIONS) as ActionName[];

interface Manifest {
  node: Record<string, { filename: string; exportedName: string }>;
}

/** The id of every action of the table, by its name there. */
export function actionIds(): ReadonlyMap<ActionName, string> {
  const file = path.resolve(
    import.meta.dirname,
    "../../.next/server/server-reference-manifest.json",
  );
  const { node } = JSON.parse(fs.readFileSync(file, "utf8")) as Manifest;
  const built = new Map(
    Object.entries(node).map(([id, { filename, exportedName }]) => {
      const folders = filename.split("/").slice(1, -1);
      const address = `/${folders.filter((folder) => !folder.startsWith("(")).join("/")}`;
      return [`${address} ${exportedName}`, id];
    }),
  );
  return new Map(
    ACTION_NAMES.map((name) => {
      const id = built.get(name);
      if (id === undefined) throw new Error(`The build has no action ${name}`);
      return [name, id];
    }),
  );
}

/** A call's arguments: values as JSON has them, and at most one form. */
export type ActionArgument = string | number | boolean | null | object;

export interface ActionBody {
  contentType: string;
  body: Buffer;
}

/** The arguments as Next's own client sends them: text when they are plain, else a form. */
export async function actionBody(args: readonly ActionArgument[]): Promise<ActionBody> {
  const form = args.find((arg) => arg instanceof FormData);
  if (!form) {
    return { contentType: "text/plain;charset=UTF-8", body: Buffer.from(JSON.stringify(args)) };
  }
  const sent = new FormData();
  for (const [name, value] of form.entries()) sent.append(`_1_${name}`, value);
  sent.append("0", JSON.stringify(args.map((arg) => (arg === form ? "$K1" : arg))));
  return multipart(sent);
}

export async function multipart(form: FormData): Promise<ActionBody> {
  const response = new Response(form);
  return {
    contentType: response.headers.get("content-type") ?? "",
    body: Buffer.from(await response.arrayBuffer()),
  };
}

export function formOf(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}
