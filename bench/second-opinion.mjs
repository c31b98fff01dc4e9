// Asks another evaluator of IAM policies the same questions and prints where the answers differ:
// `npm run bench:second-opinion -- [requests] [seed]`. See bench/README.md for what it needs.
import { createRequire } from "node:module";
import { tsImport } from "tsx/esm/api";

const require = createRequire(import.meta.url);
const COUNT = Number(process.argv[2] ?? 6000);
const SEED = Number(process.argv[3] ?? 1);
const ACCOUNT = "111122223333";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/zilliz-byoc-acme`;
const OTHER_ROLE = "arn:aws:iam::444455556666:role/other";
const SHOWN = 5;

/** The other evaluator, if the user has installed it; it is under the AGPL and no part of this. */
function otherEvaluator() {
  try {
    return require("@cloud-copilot/iam-simulate");
  } catch {
    console.error(
      "this compares with @cloud-copilot/iam-simulate, which is under the AGPL and not installed with this project; install it somewhere else and say where:\n" +
        "  npm install --prefix /some/folder @cloud-copilot/iam-simulate\n" +
        "  NODE_PATH=/some/folder/node_modules npm run bench:second-opinion",
    );
    process.exit(2);
  }
}

const other = otherEvaluator();
const load = (file) => tsImport(`../${file}`, import.meta.url);
const { evaluate } = await load("iam/evaluate.ts");
const { actionOf } = await load("iam/actions.ts");
const { crossAccountPolicy } = await load("policies/project/cross-account-policy.ts");
const { storagePolicy } = await load("policies/project/storage-policy.ts");
const { managementPolicy } = await load("policies/bootstrap/management-policy.ts");
const { bootstrapPolicy } = await load("policies/bootstrap/bootstrap-policy.ts");
const { permissionBoundaryPolicy } = await load("policies/bootstrap/permission-boundary.ts");
const { integrationTrust } = await load("policies/integration/integration-trust.ts");
const { vendorTrust } = await load("policies/vendor-trust.ts");

/** A small generator of random numbers, so that every run with one seed asks the same. */
let state = SEED;
function random(size) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * size);
}
const one = (list) => list[random(list.length)];
const often = (chance) => random(100) < chance;
const some = (list) => {
  const found = list.filter(() => often(40));
  return found.length > 0 ? found : [one(list)];
};

/** Actions with resources that the other evaluator takes for possible. */
const TARGETS = {
  "s3:GetObject": ["arn:aws:s3:::b/x", "arn:aws:s3:::b/files/x", "arn:aws:s3:::zilliz-byoc-a/x"],
  "s3:PutObject": ["arn:aws:s3:::b/x", "arn:aws:s3:::other/x"],
  "s3:ListBucket": ["arn:aws:s3:::b", "arn:aws:s3:::other"],
  "s3:GetBucketLocation": ["arn:aws:s3:::b"],
  "iam:PassRole": [
    ROLE,
    `arn:aws:iam::${ACCOUNT}:role/Admin`,
    `arn:aws:iam::${ACCOUNT}:role/zilliz/x`,
  ],
  "iam:UpdateAssumeRolePolicy": [ROLE, `arn:aws:iam::${ACCOUNT}:role/zilliz/zilliz-bootstrap-role`],
  "iam:CreateRole": [`arn:aws:iam::${ACCOUNT}:role/zilliz/x`, ROLE],
  "iam:AttachRolePolicy": [`arn:aws:iam::${ACCOUNT}:role/zilliz/x`, ROLE],
  "iam:DeleteOpenIDConnectProvider": [`arn:aws:iam::${ACCOUNT}:oidc-provider/x`],
  "eks:DeleteCluster": [
    `arn:aws:eks:r:${ACCOUNT}:cluster/zilliz-byoc-x`,
    `arn:aws:eks:r:${ACCOUNT}:cluster/x`,
  ],
  "eks:UpdateClusterConfig": [`arn:aws:eks:r:${ACCOUNT}:cluster/zilliz-byoc-x`],
  "eks:CreateNodegroup": [`arn:aws:eks:r:${ACCOUNT}:cluster/zilliz-byoc-x`],
  "eks:AssociateAccessPolicy": [
    `arn:aws:eks:r:${ACCOUNT}:access-entry/zilliz-byoc-x/role/${ACCOUNT}/a/0`,
  ],
  "ec2:CreateTags": [`arn:aws:ec2:r:${ACCOUNT}:instance/i-0`, `arn:aws:ec2:r:${ACCOUNT}:vpc/vpc-0`],
  "ec2:RunInstances": [
    `arn:aws:ec2:r:${ACCOUNT}:instance/i-0`,
    `arn:aws:ec2:r:${ACCOUNT}:subnet/s-0`,
  ],
  "ec2:TerminateInstances": [`arn:aws:ec2:r:${ACCOUNT}:instance/i-0`],
};

/** Keys with values. */
const CONTEXT = {
  "aws:RequestTag/Vendor": ["zilliz-byoc", "Zilliz-BYOC", "x"],
  "aws:ResourceTag/Vendor": ["zilliz-byoc", "x"],
  "aws:PrincipalTag/team": ["a", "b", "*"],
  "aws:SourceIp": ["203.0.113.7", "198.51.100.1"],
  "aws:SecureTransport": ["true", "false"],
  "aws:CurrentTime": ["2026-01-01T00:00:00Z", "2027-06-01T00:00:00Z"],
  "iam:PassedToService": ["eks.amazonaws.com", "ec2.amazonaws.com"],
  "iam:PermissionsBoundary": [
    `arn:aws:iam::${ACCOUNT}:policy/zilliz/zilliz-permission-boundary-policy`,
    "arn:aws:iam::aws:policy/AdministratorAccess",
  ],
  "iam:PolicyARN": [
    `arn:aws:iam::${ACCOUNT}:policy/zilliz/x`,
    "arn:aws:iam::aws:policy/AdministratorAccess",
  ],
};

const CONDITIONS = [
  { StringEquals: { "aws:PrincipalTag/team": ["a", "b"] } },
  { StringNotEquals: { "aws:PrincipalTag/team": "a" } },
  { StringLike: { "aws:PrincipalTag/team": "?" } },
  { StringEqualsIfExists: { "aws:PrincipalTag/team": "a" } },
  { StringEqualsIgnoreCase: { "aws:PrincipalTag/team": "A" } },
  { Null: { "aws:PrincipalTag/team": "true" } },
  { Null: { "aws:PrincipalTag/team": "false" } },
  { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
  { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
  { Bool: { "aws:SecureTransport": "false" } },
  { BoolIfExists: { "aws:SecureTransport": "true" } },
  { DateLessThan: { "aws:CurrentTime": "2026-12-31T00:00:00Z" } },
  { StringEquals: { "aws:RequestTag/Vendor": "zilliz-byoc" } },
  { StringEquals: { "aws:ResourceTag/Vendor": "${aws:PrincipalTag/team}" } },
  { StringNotEquals: { "aws:ResourceTag/Vendor": "${aws:PrincipalTag/team}" } },
  { StringLike: { "aws:RequestTag/Vendor": "${aws:PrincipalTag/team}*" } },
  { StringNotLikeIfExists: { "aws:RequestTag/Vendor": ["${aws:PrincipalTag/team}*", "x"] } },
];

const PATTERNS = [
  "*",
  "arn:aws:s3:::b/*",
  "arn:aws:s3:::b",
  `arn:aws:iam::*:role/zilliz*`,
  `arn:aws:*:*:${ACCOUNT}:*`,
  "arn:aws:s3:::b/${aws:PrincipalTag/team}*",
];
const NAMES = [...Object.keys(TARGETS), "s3:*", "s3:Get*", "iam:*", "eks:*Cluster", "ec2:*", "*"];

const GLOBAL = ["aws:PrincipalTag/team", "aws:SourceIp", "aws:SecureTransport", "aws:CurrentTime"];

/** The other evaluator drops keys that the service reference does not list for the action. */
function isKeyOf(action, key) {
  const listed = actionOf(action).conditionKeys;
  return GLOBAL.includes(key) || listed.includes(key.replace(/\/Vendor$/, "/${TagKey}"));
}

function randomStatement() {
  const resources = some(PATTERNS);
  // What NotResource means with a variable that has no value, AWS does not say in detail.
  const negated = often(10) && !resources.some((pattern) => pattern.includes("${"));
  return {
    Effect: often(80) ? "Allow" : "Deny",
    [often(90) ? "Action" : "NotAction"]: some(NAMES),
    [negated ? "NotResource" : "Resource"]: resources,
    ...(often(50) && { Condition: one(CONDITIONS) }),
  };
}

const randomPolicy = () => ({
  Version: "2012-10-17",
  Statement: Array.from({ length: 1 + random(4) }, randomStatement),
});

const scope = { accountId: ACCOUNT, path: "/zilliz/", prefix: "zilliz-" };
const OWN = [
  crossAccountPolicy({ bucket: "b" }),
  storagePolicy({ bucket: "b" }),
  managementPolicy(scope),
  bootstrapPolicy(scope),
].map(({ document }) => document);
const BOUNDARY = permissionBoundaryPolicy({ ...scope, projectRoles: true }).document;

function randomResourcePolicy(action) {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: often(85) ? "Allow" : "Deny",
        Principal: one([
          "*",
          { AWS: ACCOUNT },
          { AWS: ROLE },
          { AWS: OTHER_ROLE },
          { AWS: "444455556666" },
        ]),
        Action: one([action, "s3:*"]),
        Resource: one(["arn:aws:s3:::b/*", "arn:aws:s3:::b", "*"]),
        ...(often(40) && { Condition: one(CONDITIONS) }),
      },
    ],
  };
}

/** One question: a request and the policies that have a say. */
function question() {
  const kind = one(["identity", "identity", "identity", "boundary", "scp", "resource", "trust"]);
  if (kind === "trust") {
    const named = { zillizAccountId: "965570967084", externalId: "cid-1" };
    return {
      kind,
      principal: one([
        "arn:aws:iam::965570967084:role/zilliz-byoc",
        "arn:aws:iam::965570967084:role/x",
        OTHER_ROLE,
      ]),
      // Not sts:TagSession: the other evaluator drops its sts:ExternalId, which its data do not list.
      action: "sts:AssumeRole",
      resource: ROLE,
      context: often(80) ? { "sts:ExternalId": one(["cid-1", "cid-2"]) } : {},
      identity: [
        { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
      ],
      resourcePolicy: one([integrationTrust(named), vendorTrust(named)]).document,
    };
  }
  const actions = Object.keys(TARGETS);
  const action =
    kind === "resource" ? one(actions.filter((name) => name.startsWith("s3:"))) : one(actions);
  const context = Object.fromEntries(
    Object.entries(CONTEXT)
      .filter(([key]) => isKeyOf(action, key) && often(60))
      .map(([key, values]) => [key, one(values)]),
  );
  return {
    kind,
    principal: kind === "resource" && often(40) ? OTHER_ROLE : ROLE,
    action,
    resource: one(TARGETS[action]),
    context,
    identity: often(50) ? [one(OWN)] : [randomPolicy(), ...(often(30) ? [randomPolicy()] : [])],
    boundary:
      kind === "boundary" || often(10) ? (often(60) ? BOUNDARY : randomPolicy()) : undefined,
    scp:
      kind === "scp"
        ? Array.from({ length: 1 + random(2) }, () => [
            randomPolicy(),
            ...(often(60)
              ? [
                  {
                    Version: "2012-10-17",
                    Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
                  },
                ]
              : []),
          ])
        : undefined,
    resourcePolicy: kind === "resource" ? randomResourcePolicy(action) : undefined,
  };
}

const named = (prefix) => (document, index) => ({ name: `${prefix}${index}`, document });

function own(asked) {
  const { principal, action, resource, context, identity, boundary, scp, resourcePolicy } = asked;
  return evaluate(
    { principal, action, resource, context, resourceAccount: ACCOUNT },
    {
      identity: identity.map(named("identity")),
      boundary: boundary && { name: "boundary", document: boundary },
      scp: scp?.map((level) => level.map(named("scp"))),
      resource: resourcePolicy && { name: "resource", document: resourcePolicy },
    },
  ).result;
}

async function theirs(asked) {
  const { principal, action, resource, context, identity, boundary, scp, resourcePolicy } = asked;
  const policy = (prefix) => (document, index) => ({ name: `${prefix}${index}`, policy: document });
  const answer = await other.runSimulation(
    {
      request: {
        principal,
        action,
        resource: { resource, accountId: ACCOUNT },
        contextVariables: context,
      },
      identityPolicies: identity.map(policy("identity")),
      serviceControlPolicies: (scp ?? []).map((level, index) => ({
        orgIdentifier: `o${index}`,
        policies: level.map(policy("scp")),
      })),
      resourceControlPolicies: [],
      resourcePolicy,
      permissionBoundaryPolicies: boundary && [{ name: "boundary", policy: boundary }],
    },
    {},
  );
  return answer.resultType === "error"
    ? { error: answer.errors ?? answer }
    : { result: answer.overallResult };
}

/** Numbers by kind of question. */
const tally = new Map();
const shown = [];
let [mine, others] = [0, 0];
for (let index = 0; index < COUNT; index += 1) {
  const asked = question();
  const counts = tally.get(asked.kind) ?? { asked: 0, allowed: 0, different: 0, refused: 0 };
  tally.set(asked.kind, counts);
  const before = process.hrtime.bigint();
  const result = own(asked);
  const between = process.hrtime.bigint();
  const answer = await theirs(asked);
  others += Number(process.hrtime.bigint() - between);
  mine += Number(between - before);
  counts.asked += 1;
  if (result === "Allowed") counts.allowed += 1;
  if (answer.error) counts.refused += 1;
  else if (answer.result !== result) {
    counts.different += 1;
    if (shown.length < SHOWN) shown.push({ own: result, other: answer.result, ...asked });
  }
  if (answer.error && shown.length < SHOWN) shown.push({ refused: answer.error, ...asked });
}

console.log(`${COUNT} requests, seed ${SEED}\n`);
console.log("kind         asked   allowed   different   refused by the other");
for (const [kind, { asked, allowed, different, refused }] of tally) {
  console.log(
    [
      kind.padEnd(10),
      String(asked).padStart(7),
      String(allowed).padStart(9),
      String(different).padStart(11),
      String(refused).padStart(10),
    ].join(""),
  );
}
console.log(
  `\n${(mine / COUNT / 1e6).toFixed(3)} ms each here, ${(others / COUNT / 1e6).toFixed(3)} ms there`,
);
for (const difference of shown) console.log(JSON.stringify(difference));
process.exitCode = [...tally.values()].some(({ different }) => different > 0) ? 1 : 0;
