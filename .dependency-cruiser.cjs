// Which room may import from which, types included; `npm run lint` holds it. ARCHITECTURE.md tells why.

/** Each room with those that it may take from; itself is always one. */
const ROOMS = {
  text: [],
  files: ["text"],
  aws: ["text"],
  charts: ["text"],
  hcl: ["text"],
  iam: ["text", "aws"],
  config: ["text", "files", "aws", "charts"],
  policies: ["text", "aws", "config"],
  terraform: ["text", "aws", "iam", "config", "policies"],
  values: ["text", "aws", "charts", "config", "policies"],
  modules: ["text", "aws", "charts", "config", "policies", "values"],
  stacks: ["text", "files", "aws", "charts", "config", "policies", "values", "modules"],
  compliance: ["text", "files", "aws", "charts", "iam", "config", "policies", "terraform"],
  permissions: ["text", "aws", "iam", "config", "policies", "terraform"],
  operate: [
    "text",
    "files",
    "aws",
    "iam",
    "config",
    "policies",
    "terraform",
    "compliance",
    "permissions",
  ],
  review: [
    "text",
    "files",
    "aws",
    "charts",
    "hcl",
    "iam",
    "config",
    "policies",
    "terraform",
    "values",
    "compliance",
  ],
};

const ALL = [...Object.keys(ROOMS), "cli", "main.ts"];

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...Object.entries(ROOMS).map(([room, below]) => ({
      name: `${room} takes from ${below.join(", ") || "no room"}`,
      severity: "error",
      from: { path: `^${room}/` },
      to: {
        path: ALL.filter((other) => other !== room && !below.includes(other)).map(
          (other) => `^${other}(/|$)`,
        ),
      },
    })),
    {
      name: "no file imports itself by way of others",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "bindings are imported by resource (@cdktf/provider-aws/lib/iam-role): the root costs 2.5 s",
      severity: "error",
      from: {},
      to: { path: "^node_modules/@cdktf/provider-(aws|kubernetes|helm)/lib/index" },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|cdktf\\.out|review\\.out|coverage|state)/" },
  },
};
