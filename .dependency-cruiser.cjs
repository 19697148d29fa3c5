/**
 * Who may import whom. The picture is in docs/architecture.md; scripts/boundaries.test.ts runs these
 * rules, and shows of each that it can fail.
 */

/** Tests may use what the code they test may not: a runner, Node, fakes. */
const TESTS = "([.]test[.]tsx?$|/testing/)";

/** In `app`, the files that Next runs on the server only. */
const NEXT_SERVER_FILES = "^app/(?:|.*/)(page|layout|route|actions)[.]tsx?$";

const RUNS_ANYWHERE = "(zod|yjs|lib0|y-protocols)";

/** A rule's path for npm packages. */
const packages = (names) => `(^|/)node_modules/${names}(/|$)`;

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-circles",
      comment: "Modules that need each other are one module, or a third is missing.",
      severity: "error",
      from: {},
      // Types may refer to each other: nothing is loaded for them.
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "nothing-unresolved",
      comment: "An import that leads nowhere would be invisible to every other rule.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^([.]next|[.]{1,2}/.*[.]css|.*[.]css$)" },
    },
    {
      name: "lib-stays-in-lib",
      comment: "lib runs anywhere, so it knows nothing of what surrounds it.",
      severity: "error",
      from: { path: "^lib/", pathNot: TESTS },
      to: { path: "^(app|server|content|scripts|e2e|prisma|bench)/" },
    },
    {
      name: "lib-runs-without-node",
      comment: "lib runs in the browser too.",
      severity: "error",
      from: { path: "^lib/", pathNot: TESTS },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "lib-has-few-packages",
      comment: "zod, yjs and their kin run anywhere and carry no framework with them.",
      severity: "error",
      from: { path: "^lib/", pathNot: `(^lib/room-document/|${TESTS})` },
      to: { path: "node_modules/", pathNot: packages(RUNS_ANYWHERE) },
    },
    {
      name: "room-document-packages",
      comment:
        "The schema of the document is written in Tiptap's terms, and read by the server too.",
      severity: "error",
      from: { path: "^lib/room-document/", pathNot: TESTS },
      to: {
        path: "node_modules/",
        pathNot: packages(`(zod|yjs|lib0|y-protocols|@tiptap|prosemirror-[a-z-]+)`),
      },
    },
    {
      name: "domain-knows-only-itself",
      comment: "The rules of the product need nothing but their own values and zod.",
      severity: "error",
      from: { path: "^lib/domain/", pathNot: TESTS },
      to: { path: "^lib/|node_modules/", pathNot: `(^lib/domain/|${packages("zod")})` },
    },
    {
      name: "server-never-imports-app",
      comment: "Next bundles its own copy of app; an import from outside would be a second one.",
      severity: "error",
      from: { path: "^server/" },
      to: { path: "^app/" },
    },
    {
      name: "pages-use-services",
      comment: "Next's server files reach the server through services and auth only.",
      severity: "error",
      from: { path: NEXT_SERVER_FILES },
      to: { path: "^server/", pathNot: "^server/(services|auth)/" },
    },
    {
      name: "components-never-import-server",
      comment: "They receive props, and change things by action or socket.",
      severity: "error",
      from: { path: "^app/", pathNot: `(${NEXT_SERVER_FILES}|${TESTS})` },
      to: { path: "^server/" },
    },
    {
      name: "services-know-no-transport",
      comment: "A use case does not know whether a page, an action or a socket asks for it.",
      severity: "error",
      from: { path: "^server/services/", pathNot: TESTS },
      to: {
        path: `(^server/(realtime|web)/|^server/(main|web-server)[.]ts$|${packages(
          "(next|next-auth|react|react-dom|socket[.]io|socket[.]io-client)",
        )})`,
      },
    },
    {
      name: "db-knows-only-domain",
      comment: "Storage speaks the domain's language and no other.",
      severity: "error",
      from: { path: "^server/db/", pathNot: TESTS },
      to: {
        path: "^(lib|server|content)/",
        pathNot: "^(lib/domain|server/db)/|^server/start-refused[.]ts$",
        // The shape of a log's row is named where logs are read; nothing of it runs here.
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "only-db-reaches-the-database",
      comment: "All SQL is in one folder.",
      severity: "error",
      from: { path: "^(app|lib|server)/", pathNot: `(^server/db/|${TESTS})` },
      to: {
        path: `(^server/db/generated/|${packages("(@prisma|prisma|pg)")})`,
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "rooms-are-reached-by-socket",
      comment: "A live room is the process's; only the web server puts it together.",
      severity: "error",
      from: {
        path: "^(app|server)/",
        pathNot: `(^server/realtime/|^server/web-server[.]ts$|${TESTS})`,
      },
      to: { path: "^server/realtime/" },
    },
    {
      name: "tests-stay-in-tests",
      comment: "What tests use is not part of the product.",
      severity: "error",
      from: { path: "^(app|lib|server|content)/", pathNot: TESTS },
      to: { path: "(^e2e/|/testing/|[.]test[.]tsx?$)" },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^[.]next/|server/db/generated/internal/)" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json", ".css"],
    },
  },
};
