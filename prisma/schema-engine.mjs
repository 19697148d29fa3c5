#!/usr/bin/env node
/**
 * A schema engine for the Prisma CLI that needs no download.
 *
 * The CLI starts the program named by PRISMA_SCHEMA_ENGINE_BINARY and talks line-delimited JSON-RPC
 * with it. This one answers with the WebAssembly build of the same engine and reaches Postgres through
 * the `pg` driver. It is used for developing only; the app applies its migrations by itself.
 */
import fs from "node:fs";
import { createRequire } from "node:module";
import readline from "node:readline";

const args = process.argv.slice(2);

/** Postgres' catalogue type `"char"`, which the driver adapter does not know, and `text`, which it does. */
const CHAR_OID = 18;
const TEXT_OID = 25;

/** The code of the CLI's protocol for "the engine answered with an error". */
const ENGINE_ERROR_CODE = 4466;

const glue = await loadEngine();

if (args.includes("--version")) {
  console.log(`schema-engine-wasm ${glue.version()}`);
  process.exit(0);
}

const { PrismaPg } = await import("@prisma/adapter-pg");
const { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } = await import(
  "@prisma/driver-adapter-utils"
);
const { default: pg } = await import("pg");

// Without a registry a panic of the engine hides its message.
globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => console.error(message) };

const url = JSON.parse(option("--datasource") ?? "{}").url ?? process.env.DATABASE_URL;

// `cli` is not always the first argument, so this is looked for anywhere.
if (args.includes("can-connect-to-database")) await answerWhetherDatabaseIsThere();

await serve();

async function loadEngine() {
  const bindings = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const require = createRequire(import.meta.url);
  const file = require
    .resolve("@prisma/schema-engine-wasm/schema_engine_bg")
    .replace(/js$/, "wasm");
  const instance = new WebAssembly.Instance(new WebAssembly.Module(fs.readFileSync(file)), {
    "./schema_engine_bg.js": bindings,
  });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings;
}

function option(name) {
  const at = args.indexOf(name);
  return at >= 0 ? args[at + 1] : undefined;
}

function connectionSettings() {
  const parsed = new URL(url);
  return {
    host: decodeURIComponent(parsed.hostname),
    port: Number(parsed.port || 5432),
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    database: decodeURIComponent(parsed.pathname.slice(1)),
    max: 4,
  };
}

/** Makes a connection report catalogue columns of type "char" as characters instead of failing on them. */
function withCatalogueChars(connection) {
  const queryRaw = connection.queryRaw;
  const performIO = connection.performIO.bind(connection);
  const startTransaction = connection.startTransaction?.bind(connection);

  connection.queryRaw = async (query) => {
    let charColumns = [];
    const tracking = Object.create(connection, {
      performIO: {
        value: async (request) => {
          const answer = await performIO(request);
          charColumns = answer.fields.flatMap((field, i) =>
            field.dataTypeID === CHAR_OID ? [i] : [],
          );
          for (const i of charColumns) answer.fields[i].dataTypeID = TEXT_OID;
          return answer;
        },
      },
    });
    const result = await queryRaw.call(tracking, query);
    for (const i of charColumns) result.columnTypes[i] = ColumnTypeEnum.Character;
    return result;
  };
  if (startTransaction) {
    connection.startTransaction = async (...options) =>
      withCatalogueChars(await startTransaction(...options));
  }
  return connection;
}

function connectionFactory() {
  class Factory extends PrismaPg {
    async connect() {
      return withCatalogueChars(await super.connect());
    }

    async connectToShadowDb() {
      const database = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
      const admin = new pg.Client(connectionSettings());
      await admin.connect();
      await admin.query(`CREATE DATABASE "${database}"`);

      const shadow = withCatalogueChars(
        await new PrismaPg({ ...connectionSettings(), database }).connect(),
      );
      const closePool = shadow.dispose.bind(shadow);
      // The pool is closed first: a database with open connections cannot be dropped quietly.
      shadow.dispose = async () => {
        await closePool();
        await admin.query(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
        await admin.end();
      };
      return shadow;
    }
  }
  return bindMigrationAwareSqlAdapterFactory(new Factory(connectionSettings()));
}

async function answerWhetherDatabaseIsThere() {
  try {
    const client = new pg.Client(connectionSettings());
    await client.connect();
    await client.end();
    process.exit(0);
  } catch (error) {
    console.error(
      JSON.stringify({
        level: "ERROR",
        target: "schema_engine::logger",
        fields: { error_code: "P1001", message: error.message },
        timestamp: "",
        span: {},
      }),
    );
    process.exit(1);
  }
}

async function serve() {
  let engine;
  const requests = readline.createInterface({ input: process.stdin });
  for await (const line of requests) {
    if (!line.trim()) continue;
    const { id, method, params } = JSON.parse(line);
    // The CLI also answers our own `print` requests; those lines carry no method.
    if (!method) continue;
    try {
      engine ??= await glue.SchemaEngine.new(
        { datamodels: undefined },
        () => {},
        connectionFactory(),
      );
      const name = method === "getDatabaseVersion" ? "version" : method;
      const result = (await engine[name](params)) ?? {};
      if (method === "diff" && result.stdout != null) {
        send({ id: 9_000_000, method: "print", params: { content: result.stdout } });
      }
      send({ id, result });
    } catch (error) {
      const message = String(error.message ?? error);
      send({
        id,
        error: {
          code: ENGINE_ERROR_CODE,
          message,
          data: {
            is_panic: false,
            message,
            meta: error.meta ?? null,
            error_code: error.code ?? null,
          },
        },
      });
    }
  }
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}
