import { own } from "../../text/own";
import { VENDOR_TAG } from "../../config/defaults";
import type { Severity } from "../finding";
import type { Resource } from "../../terraform/model";
import type { RuleContext } from "../rule";
import { bootstrapSets } from "../identify/bootstrap-sets";
import { moduleOf, rolesOfKind } from "../identify/roles";
import { fail, pass, undecided, ruleForEach } from "../results";
import { tagOf } from "../tags";

const { key: KEY, value: VALUE } = VENDOR_TAG;

/** Types whose tag a condition of the documented or derived policies asks for. */
const DECISIVE: Readonly<Record<string, string>> = {
  aws_subnet: "EC2Update asks for it, so no node starts in the subnet",
  aws_security_group: "EC2Update asks for it, so no node starts with the group",
  aws_launch_template: "EC2Update asks for it, so the template cannot be used",
  aws_iam_role: "statements about roles ask for it",
};
/** Types that carry it to be told apart. */
const OTHERS = [
  "aws_iam_policy",
  "aws_s3_bucket",
  "aws_vpc",
  "aws_vpc_endpoint",
  "aws_nat_gateway",
  "aws_route_table",
];

export const rule = ruleForEach("tags-vendor", vendors, (resource, context) => [
  judge(resource, context),
]);

function judge(resource: Resource, { model }: RuleContext) {
  const why = own(DECISIVE, resource.type);
  const severity: Severity = why === undefined ? "warning" : "error";
  const tag = tagOf(model, resource, KEY);
  if (!tag.known) return undecided(resource, tag, { severity });
  const at = { attribute: "tags" };
  if (tag.value === VALUE) return pass(resource, `it carries ${KEY} = ${VALUE}`, at);
  const has =
    tag.value === undefined
      ? `it does not carry the tag ${KEY}`
      : `its tag ${KEY} is ${JSON.stringify(tag.value)}, not ${VALUE}`;
  return fail(resource, why === undefined ? has : `${has}: ${why}`, { ...at, severity });
}

/**
 * What the modules make that make a project or the bootstrap set. Integration and Milvus roles are
 * nobody's condition, and nothing else can be told to belong to Zilliz Cloud.
 */
function vendors(context: RuleContext): readonly Resource[] {
  const { model } = context;
  const roles = rolesOfKind(context, "storage", "cross-account", "eks");
  const members = [
    ...roles.map(({ view }) => view.resource),
    ...bootstrapSets(context).flatMap(({ members }) => [...members.values()]),
  ];
  const found = new Set<Resource>(members);
  // Several modules of one project lie beside each other, its network in one of its own.
  const modules = new Set(
    roles
      .filter(({ kind }) => kind !== "storage")
      .map(({ view }) => moduleOf(model, view.resource)),
  );
  const types = [...Object.keys(DECISIVE), ...OTHERS].filter((type) => type !== "aws_iam_role");
  for (const resource of model.ofType(...types)) {
    if (modules.has(moduleOf(model, resource))) found.add(resource);
  }
  return [...found];
}
