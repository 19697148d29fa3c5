import fs from "node:fs";
import path from "node:path";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { parse } from "yaml";

const root = path.resolve(import.meta.dirname, "..");
const read = (name: string) => fs.readFileSync(path.join(root, name), "utf8");

const text = { type: "string" } as const;
const texts = { type: "array", items: text } as const;
const duration = { type: "string", pattern: "^(\\d+(us|ms|s|m|h))+$" } as const;

/** The parts of the Compose Specification that our file uses, as strict as the specification is. */
const COMPOSE = {
  type: "object",
  additionalProperties: false,
  required: ["services"],
  properties: {
    name: { type: "string", pattern: "^[a-z0-9][a-z0-9_-]*$" },
    services: {
      type: "object",
      additionalProperties: false,
      patternProperties: { "^[a-zA-Z0-9._-]+$": { $ref: "#/definitions/service" } },
    },
    volumes: {
      type: "object",
      additionalProperties: false,
      patternProperties: {
        "^[a-zA-Z0-9._-]+$": { type: ["object", "null"], additionalProperties: false },
      },
    },
  },
  definitions: {
    service: {
      type: "object",
      additionalProperties: false,
      properties: {
        build: text,
        image: text,
        init: { type: "boolean" },
        restart: { type: "string", pattern: "^(no|always|unless-stopped|on-failure(:\\d+)?)$" },
        depends_on: {
          type: "object",
          additionalProperties: {
            type: "object",
            additionalProperties: false,
            required: ["condition"],
            properties: {
              condition: {
                enum: ["service_started", "service_healthy", "service_completed_successfully"],
              },
            },
          },
        },
        environment: {
          type: "object",
          additionalProperties: { type: ["string", "number", "boolean", "null"] },
        },
        ports: texts,
        volumes: texts,
        healthcheck: {
          type: "object",
          additionalProperties: false,
          properties: {
            test: { ...texts, minItems: 2 },
            interval: duration,
            timeout: duration,
            start_period: duration,
            retries: { type: "number" },
          },
        },
        stop_grace_period: duration,
      },
      oneOf: [{ required: ["build"] }, { required: ["image"] }],
    },
  },
} as const;

const compose = parse(read("docker-compose.yml"));
const validate = new Ajv({ allowUnionTypes: true }).compile(COMPOSE);

test("the compose file is one that Compose understands", () => {
  validate(compose);
  expect(validate.errors).toBeNull();
});

test("a misspelt key is noticed", () => {
  const broken = structuredClone(compose);
  broken.services.app.helthcheck = broken.services.app.healthcheck;
  expect(validate(broken)).toBe(false);
});

test("both services are watched, and the app waits for a database that is healthy", () => {
  for (const service of Object.values<Record<string, unknown>>(compose.services)) {
    expect(service).toHaveProperty("healthcheck.test");
  }
  expect(compose.services.app.depends_on).toEqual({ database: { condition: "service_healthy" } });
});

test("what the services keep lies in volumes that are declared", () => {
  const used = Object.values<{ volumes: string[] }>(compose.services)
    .flatMap(({ volumes }) => volumes)
    .map((volume) => volume.split(":")[0]);
  expect(used.sort()).toEqual(Object.keys(compose.volumes).sort());
});

test("every secret comes from the environment, and without one nothing starts", () => {
  const { app, database } = compose.services;
  for (const value of [
    app.environment.NEXTAUTH_SECRET,
    app.environment.DATABASE_URL,
    database.environment.POSTGRES_PASSWORD,
  ]) {
    expect(value).toMatch(/\$\{[A-Z_]+:\?[^}]+\}/);
  }
});

test("the image has every file that its steps name, and starts the app as npm start does", () => {
  const dockerfile = read("Dockerfile");
  for (const [script] of dockerfile.matchAll(/(scripts|server)\/[a-z-]+\.(mjs|ts)/g)) {
    expect(fs.existsSync(path.join(root, script)), script).toBe(true);
  }
  const command = /^CMD (.*)$/m.exec(dockerfile)?.[1] ?? "[]";
  expect(JSON.parse(command).join(" ")).toBe(JSON.parse(read("package.json")).scripts.start);
});
