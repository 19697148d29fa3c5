/** Asks the built app over plain HTTP what a browser would ask, and what no browser would. */
import fs from "node:fs";
import path from "node:path";

const MANIFEST = path.resolve(
  import.meta.dirname,
  "../../.next/server/server-reference-manifest.json",
);

export interface Answer {
  status: number;
  location: string | null;
  type: string;
  body: string;
  headers: Headers;
}

/** The ways a page's contents can be asked for: as HTML, and as the router's data. */
export const PAGE_FORMS: Record<string, Record<string, string>> = {
  document: {},
  data: { RSC: "1" },
  prefetch: { RSC: "1", "Next-Router-Prefetch": "1" },
  "segment prefetch": {
    RSC: "1",
    "Next-Router-Prefetch": "1",
    "Next-Router-Segment-Prefetch": "/_tree",
  },
  /** As if the layouts were there already and only the page itself was missing. */
  refetch: {
    RSC: "1",
    "Next-Router-State-Tree": encodeURIComponent(
      JSON.stringify(["", { children: ["__PAGE__", {}, null, "refetch"] }, null, null]),
    ),
  },
};

export class Caller {
  readonly #url: string;
  readonly #headers: Record<string, string>;

  /** @param headers cookie and origin, as this person's browser sends them */
  constructor(url: string, headers: Record<string, string>) {
    this.#url = url;
    this.#headers = headers;
  }

  async page(address: string, form: Record<string, string> = {}): Promise<Answer> {
    const answer = await this.send(address, { headers: form });
    // Next names the data under a query of its own, made of these headers, and leads there first.
    const isLedOn = form.RSC !== undefined && answer.location?.includes("_rsc");
    return isLedOn ? this.send(answer.location ?? address, { headers: form }) : answer;
  }

  async send(address: string, init: RequestInit & { headers?: Record<string, string> } = {}) {
    const response = await fetch(`${this.#url}${address}`, {
      redirect: "manual",
      ...init,
      headers: { ...this.#headers, ...init.headers },
    });
    return {
      status: response.status,
      location: response.headers.get("location"),
      type: response.headers.get("content-type") ?? "",
      body: await response.text(),
      headers: response.headers,
    };
  }

  /** Calls a server action by its id, with these arguments, as the page at this address would. */
  async act(id: string, address: string, args: readonly unknown[]): Promise<Answer> {
    return this.send(address, {
      method: "POST",
      ...encodeArguments(args, { accept: "text/x-component", "next-action": id }),
    });
  }

  /** The same as a form of a page whose scripts have not loaded sends it. */
  async submit(id: string, address: string, args: readonly unknown[]): Promise<Answer> {
    const body = new FormData();
    body.set("$ACTION_REF_1", "");
    body.set("$ACTION_1:0", JSON.stringify({ id, bound: "$@1" }));
    body.set("$ACTION_1:1", JSON.stringify(args));
    return this.send(address, { method: "POST", body: await withLength(body) });
  }
}

/** Values in the shape React sends arguments in; the one form among them goes beside them. */
function encodeArguments(args: readonly unknown[], headers: Record<string, string>) {
  const form = args.find((arg) => arg instanceof FormData);
  const text = JSON.stringify(args.map((arg) => (arg === form && form ? "$K1" : escaped(arg))));
  if (!form) return { headers: { ...headers, "content-type": "text/plain" }, body: text };
  const lines = [...form].map(([name, value]): [string, string] => [`_1_${name}`, String(value)]);
  const boundary = "a-boundary-of-the-tests";
  const body = [...lines, ["0", text]]
    .map(
      ([name, value]) =>
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    .join("");
  return {
    headers: { ...headers, "content-type": `multipart/form-data; boundary=${boundary}` },
    body: `${body}--${boundary}--\r\n`,
  };
}

/** A text that begins with a dollar means something to React. */
function escaped(value: unknown): unknown {
  if (value === undefined) return "$undefined";
  return typeof value === "string" && value.startsWith("$") ? `$${value}` : value;
}

/** The server wants to know how long a body is, which a stream does not say. */
async function withLength(form: FormData): Promise<Blob> {
  const response = new Response(form);
  return new Blob([await response.arrayBuffer()], {
    type: response.headers.get("content-type") ?? "",
  });
}

/** What an action returned; `undefined` when it led elsewhere or returned nothing. */
export function returned({ body }: Answer): unknown {
  const root = /^0:(\{.*\})$/m.exec(body)?.[1];
  const row = root === undefined ? null : /"a":"\$@(\w+)"/.exec(root)?.[1];
  const value = row && new RegExp(`^${row}:(.*)$`, "m").exec(body)?.[1];
  return value && value !== '"$undefined"' ? parsed(value) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Every action of the build, by the address it is beside and its name, as in the table of surfaces. */
export function actionIds(): ReadonlyMap<string, string> {
  const { node } = JSON.parse(fs.readFileSync(MANIFEST, "utf8")) as {
    node: Record<string, { filename: string; exportedName: string }>;
  };
  return new Map(
    Object.entries(node).map(([id, { filename, exportedName }]) => {
      const folders = path.posix.dirname(filename).split("/").slice(1);
      const address = folders.filter((folder) => !folder.startsWith("(")).join("/");
      return [`/${address} ${exportedName}`, id];
    }),
  );
}
