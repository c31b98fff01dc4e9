import type { RuleResult } from "../finding";
import type { RoleView } from "../../terraform/model-view";
import { valueAt } from "../../terraform/known";
import { isRecord } from "../../text/record";
import type { RuleContext } from "../rule";
import { releases, type Release } from "../release/release";
import { fail, pass, undecided, ruleForEach } from "../results";
import {
  ANNOTATION,
  type Answer,
  type Association,
  associationsOf,
  byEks,
  byToken,
  type Pod,
  roleArnOf,
  text,
} from "../release/pods";
import { POD_SERVICE } from "../trusts/pod-identity";

export const rule = ruleForEach("release-trust", releases, function* (release, context) {
  const result = judge(release, context);
  if (result) yield result;
  yield* ignored(release);
});

/** Annotations that the chart writes nowhere, though whoever wrote them counts on them. */
function* ignored({ resource, get }: Release): Iterable<RuleResult> {
  const annotations = get("serviceAccount", "annotations");
  const create = get("serviceAccount", "create");
  if (!annotations.known || !create.known || create.value === true) return;
  if (!isRecord(annotations.value) || Object.keys(annotations.value).length === 0) return;
  const key = "serviceAccount.annotations";
  yield fail(resource, `${key} has no effect: the chart makes no service account`, {
    attribute: "values",
    key,
    severity: "warning",
    fix: "annotate the service account itself, and remove serviceAccount.annotations",
  });
}

const TOGETHER = "check together with the stack that makes the role";

function judge(release: Release, context: RuleContext): RuleResult | undefined {
  const { model } = context;
  const { resource, get } = release;
  const account = get("serviceAccount", "name");
  const create = get("serviceAccount", "create");
  const space = valueAt(resource, ["namespace"]);
  // Of values that cannot be told, release-no-keys tells.
  if (!account.known || !create.known) return undefined;
  if (!get("serviceAccount", "annotations").known) return undefined;
  if (!space.known) return undecided(resource, space);
  // Names that the chart and Helm take where nothing is given.
  const name = text(account.value) ?? (create.value === true ? "milvus" : "default");
  const namespace = text(space.value) ?? "default";
  if (name === "default") {
    const message = "serviceAccount.name is not set: Milvus runs as the account default";
    const fix = "set serviceAccount.name to the account that the role's trust names";
    return fail(resource, message, { attribute: "values", fix });
  }
  const pod = { namespace, name };
  const associations = associationsOf(model, namespace, name);
  if (!associations.known) {
    const fix = "give the association names that are known in the plan";
    return undecided(resource, associations, { fix });
  }
  const [first, ...others] = associations.value.map((one) =>
    associated(release, context, pod, one),
  );
  if (associations.value.length > 0) {
    return [first, ...others].find((one) => one?.verdict === "PASS") ?? first;
  }

  const arn = roleArnOf(release, model, namespace, name, create.value === true);
  if (!arn.known) {
    const fix = "check together with the file that makes the service account";
    return undecided(resource, arn, { fix });
  }
  if (arn.value === undefined) return withoutRole(release, context, pod);
  const role = roleBy(context, arn.value);
  if (!role) return unseen(release, arn.value);
  const fix = trustsEksAlone(role)
    ? "associate the role with the service account by EKS Pod Identity, which its trust is for"
    : rule.fix;
  const who = `system:serviceaccount:${namespace}:${name}`;
  return resultOf(release, role, byToken(role, pod), who, fix);
}

/** The role that EKS Pod Identity gives. */
function associated(release: Release, context: RuleContext, pod: Pod, association: Association) {
  const { roleArn } = association;
  if (!roleArn.known) return undecided(release.resource, roleArn);
  const role = roleArn.value === undefined ? undefined : roleBy(context, roleArn.value);
  if (!role) return unseen(release, roleArn.value ?? "of the association");
  const who = `${pod.namespace}/${pod.name} by EKS Pod Identity`;
  const fix =
    "make account, cluster, namespace and service account of the association those of the role's trust";
  return resultOf(release, role, byEks(role, pod, association), who, fix);
}

/** Without an annotation, only EKS Pod Identity can give a role: of which the input may not tell. */
function withoutRole({ resource }: Release, { model, parameters }: RuleContext, pod: Pod) {
  const who = `${pod.namespace}/${pod.name}`;
  const byAnnotation = parameters.deployments.some(
    ({ milvus }) =>
      milvus?.podIdentity === "irsa" &&
      `${milvus.serviceAccount.namespace}/${milvus.serviceAccount.name}` === who,
  );
  if (model.roles().length === 0 && !byAnnotation) {
    const why = `${who} has no annotation ${ANNOTATION}, and no input tells whether EKS Pod Identity gives it a role`;
    return undecided(resource, { attribute: "the role", why }, { fix: TOGETHER });
  }
  const message = `the service account ${who} has no annotation ${ANNOTATION}, and no association of EKS Pod Identity`;
  const fix = `annotate the service account with ${ANNOTATION}: the ARN of the role`;
  return fail(resource, message, { attribute: "values", fix });
}

function roleBy({ model }: RuleContext, arn: string) {
  return model.roles().find((one) => one.arn.known && one.arn.value === arn);
}

function unseen({ resource }: Release, arn: string) {
  const why = `no input has the role ${arn}`;
  return undecided(resource, { attribute: "the trust", why }, { fix: TOGETHER });
}

function resultOf(
  { resource }: Release,
  { resource: { address } }: RoleView,
  answer: Answer,
  who: string,
  fix: string,
): RuleResult | undefined {
  if (answer === "unread") return undefined;
  if (typeof answer === "object") {
    return undecided(resource, { attribute: `the trust of ${address}`, why: answer.why });
  }
  if (answer === "yes") return pass(resource, `${address} trusts ${who}`);
  const attribute = "values";
  if (answer === "no") {
    return fail(resource, `${address} does not trust ${who}`, { attribute, fix });
  }
  const message = `${address} trusts ${who}, but does not allow sts:TagSession, without which EKS gives pods no role`;
  const tagging = "allow sts:TagSession in the role's trust, beside sts:AssumeRole";
  return fail(resource, message, { attribute, severity: "warning", fix: tagging });
}

function trustsEksAlone({ trust: { document } }: RoleView): boolean {
  const text = document.known ? JSON.stringify(document.value) : "";
  return text.includes(POD_SERVICE) && !text.includes(":oidc-provider/");
}
