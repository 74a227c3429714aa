// The walls of HOUSE.md: a room imports only from floors below it, types included.

/** From the ground up; rooms on one floor do not know each other. */
const floors = [
  ["platform"],
  ["settings"],
  ["orders"],
  ["promises"],
  ["messages", "channels"],
  ["touchpoints"],
  ["delays", "surveys", "recovery"],
  ["privacy"],
  ["intake", "insights"],
  ["routes", "ui"],
];

const test = "\\.test\\.tsx?$";

/** Doors, pages' pieces and the app's own top: they are not pure and do not claim to be. */
const notPure = ["\\.server\\.tsx?$", test, "^app/routes/", "^app/[^/]+$", "^app/platform/prisma/"];

const roomRules = floors.flatMap((rooms, floor) =>
  rooms.map((room) => {
    const below = floors.slice(0, floor).flat();
    // A page is built of the pieces in ui/.
    const allowed = [room, ...below, ...(room === "routes" ? ["ui"] : [])];
    // The composition root is known to the doors alone.
    const files = room === "routes" ? "[^/]+$|" : "";
    return {
      name: `floor-of-${room}`,
      comment: `${room}/ may import from ${below.length > 0 ? below.join(", ") : "no other room"}.`,
      severity: "error",
      from: { path: `^app/${room}/`, pathNot: test },
      to: { path: "^app/", pathNot: `^app/(${files}(${allowed.join("|")})/)` },
    };
  }),
);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: "known-room",
      comment: "A folder in app/ that stands on no floor has no walls: give it a floor first.",
      severity: "error",
      from: {},
      to: { path: "^app/[^/]+/", pathNot: `^app/(${floors.flat().join("|")})/` },
    },
    {
      name: "no-circles",
      severity: "error",
      from: { pathNot: "^app/platform/prisma/" },
      to: { circular: true },
    },
    {
      name: "pure-imports-pure",
      comment: "A file without .server is pure: it may not load one that touches the world.",
      severity: "error",
      from: { path: "^app/", pathNot: notPure },
      to: { path: ["^app/.*\\.server\\.tsx?$", "^app/platform/prisma/"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "pure-touches-nothing",
      comment: "Files, sockets, processes, databases and vendors belong in .server files.",
      severity: "error",
      from: { path: "^app/", pathNot: notPure },
      to: {
        path: [
          "^(node:)?(fs|fs/promises|net|tls|http|https|http2|dgram|dns|child_process|worker_threads|cluster|os)$",
          "node_modules/(pg|pg-boss|pino|nodemailer|twilio|express|graphql-request|@prisma|@electric-sql)/",
        ],
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "app-stands-alone",
      comment: "What the merchant runs knows nothing of the sandbox, the tests or the tools.",
      severity: "error",
      from: { path: "^(app|server)/", pathNot: test },
      to: { path: "^(sandbox|tests|scripts|bench|extensions)/" },
    },
    {
      name: "sandbox-by-the-network",
      comment:
        "The sandbox reaches the app as Shopify does: over the network. Only the form of a history file, and the words for what is wrong with one, are one for both.",
      severity: "error",
      from: { path: "^sandbox/", pathNot: test },
      to: {
        path: "^(app|server|tests|bench|extensions)/",
        pathNot: "^app/(promises/history-file\\.ts|ui/words/en\\.json)$",
      },
    },
    {
      name: "extension-stands-alone",
      comment: "An extension runs at Shopify: it reaches the app over the network.",
      severity: "error",
      from: { path: "^extensions/", pathNot: test },
      to: { path: "^(app|server|sandbox|tests|scripts|bench)/" },
    },
    {
      name: "tests-stay-out",
      severity: "error",
      from: { pathNot: [test, "^tests/"] },
      to: { path: [test, "^tests/"] },
    },
    {
      name: "resolvable",
      comment: "An import nobody can resolve is only found at run time.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "production-dependencies",
      comment: "The app may not need what `npm ci --omit=dev` leaves out.",
      severity: "error",
      from: { path: "^(app|server)/", pathNot: test },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(build|public/build|test-results|\\.cache|\\.data)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs", ".json", ".css", ".d.ts"],
    },
  },
};
