import { GROUPS_ANNOTATION } from "../../../charts/exposure";
import type { Environment } from "../../../config";
import type { Files } from "../run-in-folder";
import { ADDRESSES } from "../wrong/addresses";
import { BACKENDS } from "../wrong/backends";
import { BASE, base, EXTERNAL_ID, INTEGRATION_ID, release, type Wrong } from "../wrong/case";
import { CLUSTERS } from "../wrong/clusters";
import { CONFLICTS } from "../wrong/conflicts";
import { MADE } from "../wrong/made";
import { NAMES } from "../wrong/names";
import { read } from "../wrong/read";
import { REGIONS } from "../wrong/regions";

const THEMES = [
  "accounts",
  "addresses",
  "backends",
  "clusters",
  "conflicts",
  "environment",
  "files",
  "keys",
  "names",
  "regions",
  "releases-access",
  "releases-chart",
  "releases-names",
  "releases-service",
  "releases-stores",
  "reported",
  "several",
  "tags",
  "types",
  "yaml",
];

const TABLES: readonly Wrong[] = [
  ...ADDRESSES,
  ...BACKENDS,
  ...CLUSTERS,
  ...CONFLICTS,
  ...MADE,
  ...NAMES,
  ...REGIONS,
  ...THEMES.flatMap(read),
];

const OPEN = { "service.beta.kubernetes.io/aws-load-balancer-scheme": "internet-facing" };
const OPEN_GROUPS = { ...OPEN, [GROUPS_ANNOTATION]: "sg-0a1b2c3d" };

/** A release's Helm values; their messages are warnings in part, which the tables do not hold. */
const VALUES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  MinIO: { minio: { enabled: true } },
  "no role": { externalS3: { useIAM: false, useSSL: "false" } },
  "another cloud": { externalS3: { cloudProvider: "gcp", iamEndpoint: "sts.example" } },
  "the bucket's root": { externalS3: { rootPath: "" } },
  "another account": { serviceAccount: { create: true, name: "default" } },
  "annotations that nobody reads": { serviceAccount: { annotations: { a: "b" } } },
  "another mode": { cluster: { enabled: false } },
  "another queue": { kafka: { enabled: true }, woodpecker: { enabled: false } },
  "a second queue": { kafka: { enabled: true } },
  "woodpecker outside": { streaming: { woodpecker: { embedded: false } } },
  "a whole config": { customConfigMap: "mine" },
  "ports of every node": {
    service: { type: "NodePort" },
    attu: { enabled: true, service: { type: "NodePort" } },
  },
  "autoscalers beside numbers": {
    queryNode: { hpa: { enabled: true } },
    proxy: { replicas: 3, hpa: { enabled: true } },
  },
  "misspelt keys": { quaryNode: { replicas: 3 }, externalS3: { useIam: true } },
  "keys that no template reads": { service: { externalIPs: ["10.0.0.1"] }, proxy: { http: {} } },
  "a registry for sub-charts alone": { global: { imageRegistry: "registry.acme.example" } },
  "a class for sub-charts alone": { global: { storageClass: "gp3" } },
  "an etcd beside one's own": { externalEtcd: { enabled: true, endpoints: ["etcd:2379"] } },
  "an access key": { externalS3: { accessKey: "k" } },
  "no MinIO at all": { minio: null },
  "keys with dots": { "queryNode.replicas": 3 },
  "values of a chart around it": { milvus: { queryNode: { replicas: 3 } } },
  "a lone value": { metrics: { serviceMonitor: true }, service: "LoadBalancer" },
  "a file that is a mapping": {
    extraConfigFiles: { "user.yaml": { common: { security: { authorizationEnabled: true } } } },
  },
  "a file that nobody reads": {
    extraConfigFiles: { "milvus.yaml": "common: { security: { authorizationEnabled: true } }" },
  },
  "a file without passwords": { extraConfigFiles: { "user.yaml": "log: { level: debug }" } },
  "a Kafka password": { externalKafka: { sasl: { password: "p4ssw0rd" } } },
  "a Pulsar token": { externalPulsar: { authParams: "token:abc" } },
  "a root password": {
    extraConfigFiles: {
      "user.yaml": "common: { security: { authorizationEnabled: true, defaultRootPassword: abc } }",
    },
  },
  "passwords of etcd and Kafka": {
    etcd: { auth: { rbac: { rootPassword: "abc" } } },
    kafka: { auth: { sasl: { jaas: { clientPasswords: "abc" } } } },
  },
  "a TLS key": { proxy: { tls: { key: "abc", crt: "def" } } },
  "a password in a variable": { proxy: { extraEnv: [{ name: "DB_PASSWORD", value: "abc" }] } },
  "a password that has no other place": { attu: { password: "abc" } },
  "an old coordinator": { rootCoordinator: { replicas: 2 } },
  "another Milvus": { image: { all: { tag: "v2.5.4" } } },
  "an ingress of old": { ingress: { enabled: true, hosts: ["milvus.example.com"] } },
  "groups that face the internet": { service: { type: "LoadBalancer", annotations: OPEN_GROUPS } },
  "groups beside blocks": {
    service: {
      type: "LoadBalancer",
      annotations: { [GROUPS_ANNOTATION]: "sg-0a1b2c3d" },
      loadBalancerSourceRanges: ["10.1.0.0/16"],
    },
  },
  "an open Attu": {
    attu: { enabled: true, service: { type: "LoadBalancer", annotations: OPEN } },
  },
  "an open ingress of Attu": {
    attu: {
      enabled: true,
      ingress: {
        enabled: true,
        annotations: { "alb.ingress.kubernetes.io/scheme": "internet-facing" },
      },
    },
  },
  "an open ingress": {
    ingress: {
      enabled: true,
      annotations: { "alb.ingress.kubernetes.io/scheme": "internet-facing" },
    },
  },
};

/** Lines of `release` whose messages are warnings, or that no table of errors has. */
const RELEASES: Readonly<Record<string, string>> = {
  "metrics where the internet is":
    "service: { type: LoadBalancer, scheme: internet-facing, sourceRanges: [203.0.113.0/24] }, metrics: { enabled: true }, authorization: false",
  "a load balancer's settings without one": "service: { type: ClusterIP, scheme: internal }",
  "more than one pod of a standalone":
    "mode: standalone, components: { standalone: { replicas: 2 } }",
  "a standby of a standalone": "mode: standalone, highAvailability: true",
  "several coordinators": "highAvailability: false, components: { coordinator: { replicas: 1 } }",
  "several coordinators without a standby":
    "preset: documented, components: { coordinator: { replicas: 2 } }",
  "the document's coordinators": "preset: documented",
  "a monitor without metrics": "metrics: { enabled: false, serviceMonitor: true }",
  "Milvus' version in the place of the chart's": "chartVersion: 2.6.1",
  "an old chart without a cloud provider": "chartVersion: 4.0.2",
  "a chart without regions": "chartVersion: 4.1.36",
  "a chart with two Pulsars": "chartVersion: 4.2.25",
  "a chart with a beta": "chartVersion: 4.2.32",
  "a chart that stops coordinators": "chartVersion: 4.1.10, highAvailability: true",
  "a version that nobody released": "chartVersion: 4.2.999",
  "a chart that is newer than all": "chartVersion: 99.0.0",
  "an image that is too new": "chartVersion: 4.2.58, values: { image: { all: { tag: v2.6.0 } } }",
  "an image that is too old": "chartVersion: 4.2.0, values: { image: { all: { tag: v2.3.9 } } }",
  "no queue in a standalone": "preset: documented, mode: standalone",
  "no queue named": "preset: documented, highAvailability: true",
  "values as a text": 'values: "queryNode:\\n  replicas: 3\\n"',
};

/** Whole texts: what Helm reads otherwise, and what nobody but a warning tells. */
const TEXTS: Readonly<Record<string, string>> = {
  "values that Helm reads otherwise": release(`    values:
      attu: { enabled: no }
      queryNode:
        resources: { limits: { cpu: 010 } }
        annotations: { since: 1_000, big: 12345678901234567890, 1_0: a, inf: .inf }
`),
  "values with a merge": release(`    values:
      queryNode:
        resources: { limits: &some { cpu: 1 } }
      dataNode:
        resources: { <<: *some }
`),
  "values with a line break of old": release('    values: { annotations: { a: "b\u2028c" } }\n'),
  "a merge": BASE.replace("  bucket:\n", "  bucket:\n    <<: { versioning: true }\n"),
  "a no-break space": BASE.replace("  bucket:", "\u00a0bucket:"),
  "a star": base("zilliz-byoc-acme", "*"),
  "a section at a place too deep": `${BASE}  integration: { externalId: ${INTEGRATION_ID}, bucket: { name: acme-export } }\n`,
  "a shell's variable": base("name: acme\n", "name: $NAME\n"),
  "a shell's variable in braces": base("name: acme\n", 'name: "${NAME}"\n'),
  "a backend as a block": `${BASE}terraform: { backend: { s3: { bucket: acme-state } } }\n`,
  "a backend without a type": `${BASE}terraform: { backend: { organization: acme, workspaces: { prefix: "{stack}-" } } }\n`,
  "a backend's address": `${BASE}terraform: { backend: { type: s3, bucket: "s3://acme-state/byoc", region: us-wset-2 } }\n`,
  "a state that is forgotten": `${BASE}terraform: { backend: { type: inmem } }\n`,
  "two sections in one bucket": `${BASE}integration: { externalId: ${INTEGRATION_ID}, bucket: { name: zilliz-byoc-acme, existing: true } }\n`,
  "external IDs in each other's place": `${base(EXTERNAL_ID, INTEGRATION_ID)}integration: { externalId: ${EXTERNAL_ID}, bucket: { name: acme-export } }\n`,
  "no external ID of the integration": `${BASE}integration: { bucket: { name: acme-export } }\n`,
  "a boundary of another config": `${BASE}  permissionsBoundary: bootstrap\n`,
  "a path that reaches other roles": `${BASE}bootstrap: { path: /, prefix: zilliz-byoc- }\n`,
  "an address block without a size": `${BASE}  network: { cidr: 10.0.0.0 }\n`,
  "an external ID that stands alone": base(
    `
  externalId: ${EXTERNAL_ID}`,
    ` ${EXTERNAL_ID}`,
  ),
  "a token by an external ID": `${release("")}aws: { assumeRole: { roleArn: "arn:aws:iam::111122223333:role/t", externalId: acme-7Qw9Rt2 } }\n`,
  "a role by Pod Identity": release("").replace(
    "{ name: acme-eks, oidcIssuer: https://oidc.eks.us-west-2.amazonaws.com/id/ABCD }",
    "{ name: acme-eks, podIdentity: true }",
  ),
  "a prefix in a bucket of others": release("    rootPath: mine\n").replace(
    "{ name: acme-milvus }",
    "{ name: acme-milvus, existing: true }",
  ),
  "two denials of one name": `${BASE}trustDenials:\n${`  - { Sid: Ours, Effect: Deny, Principal: "*", Action: "sts:AssumeRole", Condition: { StringNotEquals: { "aws:PrincipalAccount": ["111122223333", "965570967084"] } } }\n`.repeat(2)}`,
  "a bucket without letters": release("").replace("acme-milvus }", '"2024.01" }'),
};

interface Case {
  readonly name: string;
  readonly files: Files;
  readonly named: readonly string[];
  readonly environment: Environment;
}

const one = (name: string, text: string): Case => ({
  name,
  files: { "byoc.yaml": text },
  named: ["byoc.yaml"],
  environment: {},
});

export const CASES: readonly Case[] = [
  ...TABLES.map(({ name, config, named, environment = {} }) => {
    const files = typeof config === "string" ? { "byoc.yaml": config } : config;
    return { name, files, named: named ?? Object.keys(files), environment };
  }),
  ...Object.entries(VALUES).map(([name, values]) =>
    one(`values: ${name}`, release(`    values: ${JSON.stringify(values)}\n`)),
  ),
  ...Object.entries(RELEASES).map(([name, lines]) => {
    const chart = lines.includes("chartVersion") ? "" : "chartVersion: 5.0.19, ";
    const [head = ""] = release("").split("  release:");
    return one(`a release: ${name}`, `${head}  release: { ${chart}${lines} }\n`);
  }),
  ...Object.entries(TEXTS).map(([name, text]) => one(name, text)),
  {
    name: "a config that is named twice",
    files: { "byoc.yaml": BASE },
    named: ["byoc.yaml", "./byoc.yaml"],
    environment: {},
  },
];
