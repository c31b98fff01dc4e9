import { policySize } from "../../policies/render";
import { synthesized } from "../../cli/synthesized";
import { isUnknownAction } from "../../iam/actions";
import { list } from "../../iam/policy";
import table from "../../operate/deployer/actions.json";
import { deployerPolicies } from "../../operate/deployer/policy";
import { resourcesOf } from "../../operate/made";
import { readDeployments } from "../../stacks/deployments";
import { said } from "../support/said";
import { ENVIRONMENT, everyRun } from "../plan/configs";

/** Every stack of the examples with its policies. */
const STACKS = everyRun().flatMap(({ title, files }) => {
  const { deployments } = readDeployments([...files], ENVIRONMENT);
  return synthesized(deployments).stacks.map(({ id, deployment, json }) => {
    const of = deployments.find(({ name }) => name === deployment)!;
    return { title: `${title}: ${id}`, json, id, policies: deployerPolicies({ id, json }, of) };
  });
});

const statementsOf = (end: string) =>
  STACKS.find(({ title }) => title.endsWith(end))!.policies.flatMap(({ Statement }) => Statement);
const statement = (end: string, action: string) =>
  statementsOf(end).filter(({ Action }) => list(Action).includes(action));

describe("the deployer's policies", () => {
  it("are within IAM's limits, with actions that there are, and name each statement", () => {
    for (const { policies } of STACKS) {
      for (const policy of policies) {
        expect(policySize(policy)).toBeLessThanOrEqual(6144);
        const sids = policy.Statement.map(({ Sid = "" }) => Sid);
        expect(new Set(sids).size).toBe(sids.length);
        for (const sid of sids) expect(sid).toMatch(/^[A-Za-z0-9]+$/);
        const actions = policy.Statement.flatMap(({ Action }) => list(Action));
        expect(actions.filter((action) => /[*?]/.test(action) || isUnknownAction(action))).toEqual(
          [],
        );
      }
    }
    expect(Math.max(...STACKS.map(({ policies }) => policies.length))).toBe(2);
  });

  it("know every type that the stacks of the examples have, and no other", () => {
    const types = STACKS.flatMap((stack) => resourcesOf(stack).map(({ type }) => type));
    const known = Object.keys(table.types).filter((type) => !type.startsWith("data."));
    const unused = known.filter((type) => !types.includes(type));
    // Of what no example has.
    expect(unused).toEqual(["aws_eks_pod_identity_association"]);
  });

  it("let roles be made with their boundary only, and only their policies be attached", () => {
    const project = "full-production: acme-production-project";
    const boundary = "arn:aws:iam::111122223333:policy/zilliz/zilliz-permission-boundary-policy";
    expect(statement(project, "iam:CreateRole")).toEqual([
      expect.objectContaining({
        Resource: ["cross-account", "storage"].map(
          (name) => `arn:aws:iam::111122223333:role/zilliz-byoc-acme-production-${name}-role`,
        ),
        Condition: { StringEquals: { "iam:PermissionsBoundary": boundary } },
      }),
      expect.objectContaining({
        Resource: ["arn:aws:iam::111122223333:role/zilliz-byoc-acme-production-eks-role"],
      }),
    ]);
    const [attach] = statement(project, "iam:AttachRolePolicy");
    expect(attach?.Condition?.["ArnEquals"]?.["iam:PolicyARN"]).toHaveLength(8);
    const [bootstrap] = statement(
      "full-production: acme-production-bootstrap",
      "iam:AttachRolePolicy",
    );
    expect(bootstrap?.Condition).toEqual({
      ArnEquals: {
        "iam:PolicyARN": ["arn:aws:iam::111122223333:policy/zilliz/zilliz-management-policy"],
      },
    });
  });

  it("hold what the backend needs: the state and its lock, no other", () => {
    const states = statementsOf("full-production: acme-production-bootstrap").filter(
      ({ Sid = "" }) => /^(State|Lock)/.test(Sid),
    );
    const state = "arn:aws:s3:::acme-terraform-state";
    const key = `${state}/zilliz/acme-production-bootstrap.tfstate`;
    expect(states.map(({ Resource }) => Resource)).toEqual([[state], [key], [`${key}.tflock`]]);
    const minimal = statementsOf("minimal: acme-dev-project");
    expect(minimal.filter(({ Sid = "" }) => /^(State|Lock)/.test(Sid))).toEqual([]);
  });

  it("are printed without anything being asked", async () => {
    const file = "examples/full-production/byoc.yaml";
    const print = ["doctor", "--config", file, "--print-deployer-policy"];
    const { code, out } = await said(print, { environment: {} });
    expect(code).toBe(0);
    const own = STACKS.filter(({ title }) => title.startsWith("examples/full-production:"));
    expect(JSON.parse(out)).toEqual(
      Object.fromEntries(own.map(({ id, policies }) => [id, policies])),
    );
  });
});
