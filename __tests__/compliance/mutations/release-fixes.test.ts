import { parse, stringify } from "yaml";
import { ANNOTATION } from "../../../compliance/release/pods";
import type { Finding } from "../../../compliance/finding";
import { releaseExternalS3 } from "../../../compliance/rules/release-settings";
import { merged } from "../../../compliance/release/helm-values";
import { POD_IDENTITY } from "./catalogue/pod-identity";
import { RELEASES } from "./catalogue/release";
import { RELEASE_STACK } from "./catalogue/release-stack";
import { filesOf } from "./bases";
import { add, edit, set, type Change } from "./edits";
import { list, type Json } from "./file";
import { badAfter, badInBase, linesOf, type Mutation } from "./judging";
import { helmValues, RELEASE, VALUES } from "./made";

// What findings about releases advise is done to the file that they are about: the finding goes, and no
// other comes.

/** @param good the files as they were before the mistake. */
type Fix = (finding: Finding, file: Json, good: readonly Json[]) => Change | undefined;

const SCHEME = "service.beta.kubernetes.io/aws-load-balancer-scheme";
const ACCOUNT = "kubernetes_service_account_v1.milvus";
const ROLE = "aws_iam_role.milvus_role";

const withoutSets = set(RELEASE, { set: undefined, set_sensitive: undefined });

/** Of a release without any, too. */
const ownValues =
  (change: (values: Json) => void): Change =>
  (file) => {
    if (valuesIn(file).length === 0) set(RELEASE, { values: ["{}"] })(file);
    helmValues(change)(file);
  };

/** In the values, and not by blocks that take it back. */
const inValues =
  (more: Json): Fix =>
  () =>
  (file) => {
    ownValues((values) => Object.assign(values, merged(values, more)))(file);
    withoutSets(file);
    edit(RELEASE, (own) => (own["values"] = [(own["values"] as string[])[0]]))(file);
  };

/** The snippet, with the user's own bucket and region. */
const asBelow: Fix = (finding, file, good) => {
  const snippet = parse(releaseExternalS3.snippet!.text) as Json;
  const [text = "{}"] = valuesIn(file);
  const own = ((parse(text) as Json)["externalS3"] ?? {}) as Json;
  const bucketName = (own["bucketName"] as string | undefined) || "acme-milvus";
  const { host, region } = VALUES["externalS3"] as Json;
  Object.assign(snippet["externalS3"] as Json, { host, region, bucketName });
  const external = { iamEndpoint: "", ...(snippet["externalS3"] as Json) };
  return inValues({ ...snippet, externalS3: external })(finding, file, good);
};

function valuesIn(file: Json): readonly string[] {
  let found: readonly string[] = [];
  edit(RELEASE, (own) => (found = (own["values"] ?? []) as string[]))(structuredClone(file));
  return found;
}

/** Takes the value at the key of a finding, wherever it is given. */
const remove: Fix =
  ({ key = "" }) =>
  (file) => {
    const [first = "", ...rest] = key.split(".");
    helmValues((values) => {
      if (first === "extraConfigFiles") Reflect.deleteProperty(values, first);
      else if (rest.length === 1) Reflect.deleteProperty((values[first] ?? {}) as Json, rest[0]!);
    })(file);
    set(RELEASE, { set: undefined, set_sensitive: undefined })(file);
  };

const byReference: Fix = ({ key = "" }) =>
  helmValues((values) => {
    const steps = key.split(".").slice(0, -1);
    const entry = steps.reduce<Json>((inner, step) => inner[step] as Json, values);
    Reflect.deleteProperty(entry, "value");
    entry["valueFrom"] = { secretKeyRef: { name: "milvus", key: "key" } };
  });

/** Namespace and account of the release and of its account become those that the trust names. */
const asTrusted: Fix = (_, file, good) => {
  // The release of some is in another file than the one that is changed.
  if (!has(file, RELEASE)) return undefined;
  const text = JSON.stringify([file, ...good.slice(1)]).replaceAll("\\", "");
  const tags = ["namespace", "service-account"].map(
    (tag) => new RegExp(`kubernetes-${tag}":\\s*"([^"]+)"`).exec(text)?.[1],
  );
  const subject = /:sub":\s*"system:serviceaccount:([^"]+)"/.exec(text)?.[1] ?? tags.join(":");
  const [namespace, name] = subject.split(":");
  return (draft) => {
    set(RELEASE, { namespace })(draft);
    ownValues((values) => Object.assign((values["serviceAccount"] ??= {}) as Json, { name }))(
      draft,
    );
    if (has(draft, ACCOUNT)) {
      editAccount((metadata) => Object.assign(metadata, { namespace, name }))(draft);
    }
  };
};

function has(file: Json, address: string): boolean {
  const planned = list(file["resource_changes"]).map((one: Json) => one["address"] as string);
  const [type = "", name = ""] = address.split(".");
  return planned.includes(address) || file["resource"]?.[type]?.[name] !== undefined;
}
const editAccount = (change: (metadata: Json) => void) =>
  edit(ACCOUNT, ({ metadata }) => change(list(metadata)[0] as Json));

/** The annotation that was there; on an account of its own, where nobody makes one. */
const annotate: Fix = (_, __, [first]) => {
  if (!has(first!, ACCOUNT)) return undefined;
  let metadata: Json = {};
  editAccount((own) => (metadata = own))(structuredClone(first!));
  return (file) => {
    if (has(file, ACCOUNT)) editAccount((own) => Object.assign(own, metadata))(file);
    else add(ACCOUNT, { metadata })(file);
  };
};

const keepDeployed: Fix = () => (file) => {
  const [{ change }] = list(file["resource_changes"]).filter(
    ({ address }: Json) => address === RELEASE,
  ) as [Json];
  change.after.values = change.before.values;
};

const service = (more: Json) => inValues({ service: more });
const internal = (part: string) =>
  inValues({ [part]: { service: { annotations: { [SCHEME]: "internal" } } } });
const PASSWORD = stringify({ common: { security: { authorizationEnabled: true } } });

/** Each alternative of a fix; undefined where only a person can do it. */
const FIXES: readonly (readonly [RegExp, ...(Fix | undefined)[]])[] = [
  [/^set minio and externalS3 in the values as below/, asBelow],
  // Another bucket is other Terraform as well.
  [
    /^set externalS3\.useVirtualHost: false, or /,
    inValues({ externalS3: { useVirtualHost: false } }),
  ],
  [/^remove it: with externalS3\.useIAM/, remove],
  [/^take valueFrom\.secretKeyRef in place of value$/, byReference],
  [/^set (chartVersion|version) to one version$/, () => set(RELEASE, { version: "5.0.19" })],
  [
    /^make the load balancer internal(;|, or waive it)/,
    service({ annotations: { [SCHEME]: "internal" } }),
  ],
  [
    /^make the ingress internal, or waive it$/,
    inValues({ ingress: { annotations: { "alb.ingress.kubernetes.io/scheme": "internal" } } }),
  ],
  // Who is in a group, no file of the release says.
  [
    /^make the load balancer internal, or let the groups in/,
    service({ annotations: { [SCHEME]: "internal" } }),
  ],
  [/^make its load balancer internal, or reach it by/, internal("attu")],
  [/^set metrics\.enabled to false$/, inValues({ metrics: { enabled: false } })],
  [
    /^set common\.security\.authorizationEnabled in extraConfigFiles/,
    inValues({ extraConfigFiles: { "user.yaml": PASSWORD } }),
  ],
  [/^make the release's namespace and serviceAccount\.name those/, asTrusted],
  [/^set serviceAccount\.name to the account that the role's trust names$/, asTrusted],
  [new RegExp(`^annotate the service account with ${ANNOTATION}: `), annotate],
  // Which of the two is right, a person knows.
  [/^make account, cluster, namespace and service account of the association those/, undefined],
  [/^give the association names that are known in the plan$/, undefined],
  [
    /^associate the role with the service account by EKS Pod Identity/,
    (_, __, good) => (file) => {
      const type = "aws_eks_pod_identity_association";
      const there = good.flatMap((one) => Object.values((one["resource"]?.[type] ?? {}) as Json));
      add(`${type}.again`, there[0] as Json)(file);
    },
  ],
  [
    /^allow sts:TagSession in the role's trust/,
    () =>
      edit(ROLE, (own) => {
        const text = String(own["assume_role_policy"]);
        const document = JSON.parse(text) as { Statement: Json[] };
        for (const one of document.Statement) one["Action"] = ["sts:AssumeRole", "sts:TagSession"];
        own["assume_role_policy"] = JSON.stringify(document);
      }),
  ],
  [/^keep what is deployed; or /, keepDeployed],
  // The other files are not there to be given.
  [
    /^check together with the (stack that makes the role|file that makes the service account)$/,
    undefined,
  ],
];

const mutations = [...RELEASES, ...RELEASE_STACK, ...POD_IDENTITY].filter(({ rule }) =>
  /^(release|plan-release)/.test(rule),
);
const done = new Set<RegExp>();

function linesAfter(base: Mutation["base"], change: Change): readonly string[] {
  try {
    return linesOf(badAfter({ base, change }));
  } catch (error) {
    // What is as it was is as good as it was.
    if (!/nothing is changed/.test(String(error))) throw error;
    return linesOf(badInBase(base));
  }
}

it.each(mutations.map((one) => [one.base, one.name, one] as const))(
  "%s: %s",
  (_base, _name, { base, change }: Mutation) => {
    const before = new Set(linesOf(badInBase(base)));
    const mutated = badAfter({ base, change });
    const known = new Set([...before, ...linesOf(mutated)]);
    const own = mutated.filter(
      (one) => /^(release|plan-release)/.test(one.rule) && !before.has(linesOf([one])[0]!),
    );
    const good = filesOf(base).map(({ json }) => json);
    for (const finding of own) {
      const [line] = linesOf([finding]);
      const [words, ...ways] = FIXES.find(([one]) => one.test(finding.fix ?? "")) ?? [];
      if (!words) throw new Error(`nothing does what ${line} advises: ${finding.fix}`);
      done.add(words);
      for (const way of ways) {
        const [mistaken] = structuredClone(good);
        change(mistaken!);
        const mend = way?.(finding, mistaken!, good);
        if (!mend) continue;
        const mended: Change = (file) => {
          change(file);
          mend(file);
        };
        const after = linesAfter(base, mended);
        expect({
          line,
          fix: finding.fix,
          remains: after.includes(line!),
          raised: after.filter((one) => !known.has(one)),
        }).toEqual({ line, fix: finding.fix, remains: false, raised: [] });
      }
    }
  },
);

it("does no fix that no finding has", () => {
  expect(FIXES.filter(([words]) => !done.has(words)).map(([words]) => String(words))).toEqual([]);
});
