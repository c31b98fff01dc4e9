import { reviewOf } from "../../../review/facts";
import type { Review, TrustEdge, TrustGraph, TrustNode } from "../../../review/review";
import { factsOf } from "../facts-of";

const made = new Map<string, Review>();

/** The review of an example, as `byoc export` makes it. */
export function exampleReview(name: string): Review {
  const review = made.get(name) ?? reviewOf(factsOf(name));
  made.set(name, review);
  return review;
}

/** Fields that hold one of a few words; any other text may come from anywhere. */
const WORDS =
  /^(effect|group|kind|provenance|sections?|severity|standing|use|verdict|as|id|from|to)$/;

/** A review with every free text changed. */
export function withTexts(review: Review, change: (text: string) => string): Review {
  const walk = (value: unknown, key = ""): unknown => {
    if (typeof value === "string") return WORDS.test(key) ? value : change(value);
    if (Array.isArray(value)) return value.map((item) => walk(item, key));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, walk(inner, name)]),
    );
  };
  return walk(review) as Review;
}

/** The same deployment many times, each time under another name and with other external IDs. */
export function fleetOf(review: Review, count: number): Review {
  const text = JSON.stringify(review);
  const name = review.deployments[0]!.name;
  const reviews = Array.from({ length: count }, (_, index) => {
    const number = String(index).padStart(3, "0");
    const own = text
      .replaceAll(name, `acme-${number}`)
      .replaceAll("cid-7h3k9m2p5q8r1s4t6u0v2w5x8", `cid-${number}k9m2p5q8r1s4t6u0v2w5x8`)
      .replace(
        /"((?:role|bucket|key|own_account|identity_provider)_[0-9a-f]+)"/g,
        `"$1_${number}"`,
      );
    return JSON.parse(own) as Review;
  });
  const all = <Item>(of: (one: Review) => readonly Item[]) => reviews.flatMap(of);
  const nodes = new Map(all(({ trusts }) => trusts.nodes).map((node) => [node.id, node]));
  return {
    ...review,
    deployments: all((one) => one.deployments),
    stacks: all((one) => one.stacks),
    access: all((one) => one.access),
    roles: all((one) => one.roles),
    policies: all((one) => one.policies),
    deviations: all((one) => one.deviations),
    console: all((one) => one.console),
    trusts: { nodes: [...nodes.values()], edges: all(({ trusts }) => trusts.edges) },
    report: {
      ...review.report,
      inputs: all(({ report }) => report.inputs),
      findings: all(({ report }) => report.findings),
    },
  };
}

/** A graph of so many roles, with names and labels of every length that happens. */
export function graphOf(roles: number): TrustGraph {
  const nodes: TrustNode[] = [
    { id: "zilliz", kind: "account", label: "Zilliz Cloud", detail: "account 965570967084" },
    { id: "eks", kind: "service", label: "eks.amazonaws.com" },
    { id: "anyone", kind: "anyone", label: "anyone" },
    { id: "own", kind: "own-account", label: "this account", detail: "account 111122223333" },
  ];
  const edges: TrustEdge[] = [];
  const deployment = "acme";
  for (let index = 0; index < roles; index += 1) {
    const name = `zilliz-byoc-acme-${"production-".repeat(index % 4)}role-${index}`;
    const [role, bucket, key, issuer] = ["role", "bucket", "key", "issuer"].map(
      (id) => `${id}${index}`,
    ) as [string, string, string, string];
    const arn = `arn:aws:iam::111122223333:role/zilliz/${name}`;
    nodes.push({ id: role, kind: "role", label: name, detail: arn });
    const who = ["zilliz", "eks", issuer, "anyone", role.replace(/\d+/, "0")][index % 5]!;
    if (who === issuer) {
      const detail = "oidc.eks.us-west-2.amazonaws.com/id/A1B2C3D4E5F60718293A4B5C6D7E8F90";
      nodes.push({ id: issuer, kind: "identity-provider", label: "OIDC issuer", detail });
    }
    const label = [
      "external ID; also sts:TagSession, sts:SetSourceIdentity",
      "",
      `service account milvus-*:milvus*, loki:loki*, index-pool-${"x".repeat(60)}:milvus*`,
      "without any condition",
      "external ID",
    ][index % 5]!;
    edges.push({ from: who, to: role, kind: "assume", label, deployment });
    if (index % 3 !== 0) continue;
    nodes.push({
      id: bucket,
      kind: "bucket",
      label: `${name}-bucket`,
      detail: `arn:aws:s3:::${name}`,
    });
    nodes.push({ id: key, kind: "key", label: `alias/${name}` });
    edges.push({
      from: role,
      to: bucket,
      kind: "use",
      label: "list, read, tag, write",
      deployment,
    });
    edges.push({ from: role, to: key, kind: "use", label: "write (on conditions)", deployment });
    const others = "whoever its IAM policies allow";
    edges.push({ from: "own", to: key, kind: "use", label: others, deployment });
  }
  return { nodes, edges };
}
