import { readFileSync, writeFileSync } from "node:fs";
import { reviewOf } from "../../review/facts";
import type { TrustGraph } from "../../review/review";
import { deploymentsOf, EXAMPLES, factsOf, factsOfDeployments } from "./facts-of";

/** Edges in words: `from -> to: label`. */
function edges({ nodes, edges: all }: TrustGraph, kind: "assume" | "use"): string[] {
  const label = new Map(nodes.map((node) => [node.id, node.label]));
  return all
    .filter((edge) => edge.kind === kind)
    .map((edge) => `${label.get(edge.from)} -> ${label.get(edge.to)}: ${edge.label}`)
    .sort();
}

const role = (name: string) => `zilliz-byoc-acme-dev-${name}-role`;

/** The graph of the minimal example after an edit of its file. */
function edited(change: (text: string) => string): TrustGraph {
  const facts = factsOfDeployments(deploymentsOf("minimal"), (file) => {
    const text = readFileSync(file, "utf8");
    const other = change(text);
    expect(other).not.toBe(text);
    writeFileSync(file, other);
  });
  return reviewOf(facts).trusts;
}

describe("the trust graph", () => {
  it("says who becomes which role, and what it takes", () => {
    const { trusts } = reviewOf(factsOf("minimal"));
    const cluster = "OIDC issuer of the cluster to be made";
    expect(edges(trusts, "assume")).toEqual([
      `${cluster} -> ${role("eks")}: service account kube-system:aws-load-balancer-controller, kube-system:ebs-csi-controller-sa, kube-system:cluster-autoscaler`,
      `${cluster} -> ${role("storage")}: service account milvus-*:milvus*, loki:loki*, index-pool:milvus*`,
      `Zilliz Cloud -> ${role("cross-account")}: external ID`,
      `ec2.amazonaws.com -> ${role("eks")}: `,
      `eks-nodegroup.amazonaws.com -> ${role("eks")}: `,
      `eks.amazonaws.com -> ${role("eks")}: `,
    ]);
  });

  it("says which role uses which bucket and key", () => {
    const { trusts } = reviewOf(factsOf("full-production"));
    const used = edges(trusts, "use");
    const bucket = "zilliz-byoc-acme-production";
    expect(used).toContain(`${bucket}-storage-role -> ${bucket}: list, read, write`);
    expect(used).toContain(`${bucket}-storage-role -> alias/${bucket}-storage: write`);
    // By the pattern zilliz-byoc* of its policy.
    expect(used).toContain(`zilliz-management-role -> ${bucket}: list, read, tag, write`);
    expect(used).toContain("milvus-s3-access-sa -> acme-production-milvus: list, read, write");
    expect(used.join()).not.toMatch(/milvus-s3-access-sa -> alias/);
    // Policies name all keys of the region; the alias is the condition.
    expect(used.join()).not.toContain(`${bucket}-storage-role -> alias/zilliz-integration`);
    expect(used.join()).not.toContain(`integration-role-acme-production -> alias/${bucket}`);
    expect(used.join()).not.toMatch(/integration-role-acme-production -> zilliz-byoc/);
  });

  it("draws a bucket that is there already", () => {
    const { trusts } = reviewOf(factsOf("integration-existing-bucket"));
    expect(trusts.nodes.filter(({ kind }) => kind === "bucket")).toHaveLength(1);
    expect(edges(trusts, "use")).toHaveLength(1);
  });

  it("notices a trust without its condition", () => {
    const graph = edited((text) =>
      text.replace(
        /,\\n *\\"Condition\\": \{\\n *\\"StringEquals\\": \{\\n *\\"sts:ExternalId[^}]*\}\\n *\}/,
        "",
      ),
    );
    expect(edges(graph, "assume")).toContain(
      `Zilliz Cloud -> ${role("cross-account")}: without any condition`,
    );
  });

  it("notices a trust in everybody and a weaker external ID", () => {
    const open = edited((text) => text.replace("arn:aws:iam::965570967084:root", "*"));
    expect(open.nodes.map(({ kind }) => kind)).toContain("anyone");
    const weak = edited((text) =>
      text.replace(/StringEquals(\\": \{\\n *\\"sts:ExternalId)/, "StringEqualsIfExists$1"),
    );
    const label = edges(weak, "assume").find((edge) => edge.startsWith("Zilliz Cloud"))!;
    expect(label).toMatch(/the external ID is the one of the policy or not given$/);
  });

  it.each(EXAMPLES)("has both ends of every edge, and each id once, in %s", (name) => {
    const { nodes, edges: all } = reviewOf(factsOf(name)).trusts;
    const ids = nodes.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { from, to } of all) {
      expect(ids).toContain(from);
      expect(ids).toContain(to);
    }
    const roles = nodes.filter(({ kind }) => kind === "role");
    for (const { id } of roles) {
      expect(all.some(({ to, kind }) => to === id && kind === "assume")).toBe(true);
    }
  });
});
