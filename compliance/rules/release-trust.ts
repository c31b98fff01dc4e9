import { evaluate } from "../iam/evaluate";
import { PolicyShapeError } from "../iam/policy";
import type { RuleResult } from "../finding";
import type { Resource, RoleView } from "../model";
import { valueAt } from "../readers/known";
import type { Rule, RuleContext } from "../rule";
import { releases, type Release } from "./shared/release";
import { fail, pass, undecided } from "./shared/results";
import { ANNOTATION, hasPodIdentity, roleArnOf, text } from "./shared/service-account";

export const rule: Rule = {
  id: "release-trust",
  title: "Milvus runs as the service account that its role trusts",
  why: "With another namespace or name, S3 refuses Milvus: Not authorized to perform sts:AssumeRoleWithWebIdentity.",
  fix: "make the release's namespace and serviceAccount.name those of the role's trust",
  snippet: {
    language: "yaml",
    text: "milvus:\n  serviceAccount: { namespace: milvus, name: milvus-s3-access-sa }",
  },
  severity: "error",
  standards: [],
  documents: ["configure-s3-access-by-iam-role, Verify the role"],
  waivable: true,
  *check(context) {
    for (const release of releases(context.model)) yield judge(release, context);
  },
};

function judge(release: Release, { model }: RuleContext): RuleResult {
  const { resource, get } = release;
  const account = get("serviceAccount", "name");
  const create = get("serviceAccount", "create");
  const space = valueAt(resource, ["namespace"]);
  if (!account.known) return undecided(resource, account);
  if (!create.known) return undecided(resource, create);
  if (!space.known) return undecided(resource, space);
  // Names that the chart and Helm take where nothing is given.
  const name = text(account.value) ?? (create.value === true ? "milvus" : "default");
  const namespace = text(space.value) ?? "default";
  const who = `${namespace}/${name}`;
  if (name === "default") {
    const message = "serviceAccount.name is not set: Milvus runs as the account default";
    return fail(resource, message, { attribute: "values" });
  }
  if (hasPodIdentity(model, namespace, name)) {
    return pass(resource, `${who} has its role by EKS Pod Identity`);
  }
  const arn = roleArnOf(release, model, namespace, name, create.value === true);
  if (!arn.known) return undecided(resource, arn);
  if (arn.value === undefined) {
    const message = `the service account ${who} has no annotation ${ANNOTATION}`;
    return fail(resource, message, { attribute: "values" });
  }
  const role = model.roles().find((one) => one.arn.known && one.arn.value === arn.value);
  if (!role) {
    const why = `no input has the role ${arn.value}`;
    return undecided(resource, { attribute: "the trust", why });
  }
  return trusts(role, resource, namespace, name);
}

/** Asks the trust for a token of the service account, by each provider that it names. */
function trusts(
  { trust, arn, resource: role }: RoleView,
  release: Resource,
  namespace: string,
  name: string,
): RuleResult {
  const { document } = trust;
  if (!document.known || !arn.known) {
    const why = document.known ? "its ARN is unknown" : document.why;
    return undecided(release, { attribute: `the trust of ${role.address}`, why });
  }
  const subject = `system:serviceaccount:${namespace}:${name}`;
  const providers = new Set(
    JSON.stringify(document.value).match(/arn:[^"]*:oidc-provider\/[^"]+/g),
  );
  try {
    const open = [...providers].some((provider) => {
      const issuer = provider.slice(provider.indexOf("/") + 1);
      const { result } = evaluate(
        {
          principal: provider,
          action: "sts:AssumeRoleWithWebIdentity",
          resource: arn.value,
          context: { [`${issuer}:sub`]: subject, [`${issuer}:aud`]: "sts.amazonaws.com" },
        },
        { resource: { name: "trust", document: document.value } },
      );
      return result === "Allowed";
    });
    return open
      ? pass(release, `${role.address} trusts ${subject}`)
      : fail(release, `${role.address} does not trust ${subject}`, { attribute: "values" });
  } catch (error) {
    if (!(error instanceof PolicyShapeError)) throw error;
    return undecided(release, { attribute: `the trust of ${role.address}`, why: error.message });
  }
}
