/** Beginning of a config with a Milvus release. */
export const MILVUS = `version: 1
name: acme
accountId: "111122223333"
region: us-west-2
milvus:
  bucket: { name: acme-milvus }
`;

/** Certificate of a cluster, as EKS gives it. */
const CERTIFICATE =
  "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUIKLS0tLS1FTkQgQ0VSVElGSUNBVEUtLS0tLQo=";

const ISSUER = "https://oidc.eks.us-west-2.amazonaws.com/id/3C5E7A9B1D2F4A6C8E0B1D3F5A7C9E1B";
const ISSUED = `oidcIssuer: "${ISSUER}"`;
const ENDPOINT = "https://0123456789ABCDEF.gr7.us-west-2.eks.amazonaws.com";

/** Ways into a cluster, as `milvus.cluster`. */
export const CLUSTERS = {
  "EKS, asked for its address": `{ name: acme-eks, ${ISSUED} }`,
  "EKS by profile and role": `{ name: acme-eks, ${ISSUED}, access: { profile: acme-prod, roleArn: "arn:aws:iam::111122223333:role/deployer" } }`,
  "EKS with its address": `{ name: acme-eks, ${ISSUED}, access: { endpoint: "${ENDPOINT}", certificateAuthority: ${CERTIFICATE} } }`,
  "EKS by a proxy": `{ name: acme-eks, ${ISSUED}, access: { proxyUrl: "http://proxy.acme.example:3128" } }`,
  "a kubeconfig": `{ ${ISSUED}, access: { kubeconfig: ~/.kube/config } }`,
  "a context of a kubeconfig": `{ ${ISSUED}, access: { kubeconfig: /etc/kube/config, context: prod } }`,
  "EKS Pod Identity": "{ name: acme-eks, podIdentity: true }",
} as const;

/** A way that plans without AWS. */
export const OFFLINE = CLUSTERS["EKS with its address"];

/** Presets and options, as `milvus.release`. */
export const RELEASES = {
  production: "{ chartVersion: 5.0.19 }",
  "production before coordinators were one": "{ chartVersion: 4.1.28 }",
  "production, standalone": "{ chartVersion: 5.0.19, mode: standalone }",
  "production, standalone, with rocksmq": "{ chartVersion: 4.2.58, mode: standalone }",
  documented: "{ preset: documented, chartVersion: 4.1.10, service: { exposure: public } }",
  "the document's chart of today":
    "{ preset: documented, chartVersion: 5.0.19, service: { sourceRanges: [203.0.113.0/24] } }",
  "an internal load balancer":
    "{ chartVersion: 5.0.19, service: { type: LoadBalancer, port: 443, loadBalancerName: vectors } }",
  "a public load balancer":
    "{ chartVersion: 5.0.19, service: { type: LoadBalancer, scheme: internet-facing, exposure: public } }",
  pulsar: "{ chartVersion: 5.0.19, messageQueue: { type: pulsar }, storageClass: gp3 }",
  "Pulsar 2 beside Pulsar 3":
    "{ chartVersion: 5.0.19, messageQueue: { type: pulsar2 }, storageClass: gp3 }",
  kafka: "{ chartVersion: 4.2.58, messageQueue: { type: kafka }, storageClass: gp3 }",
  "a Pulsar elsewhere":
    "{ chartVersion: 5.0.19, messageQueue: { type: external-pulsar, host: pulsar.acme.example } }",
  "a Kafka elsewhere":
    '{ chartVersion: 5.0.19, messageQueue: { type: external-kafka, brokers: ["kafka.acme.example:9092"] } }',
  "a confirmed change":
    "{ chartVersion: 5.0.19, messageQueue: { type: pulsar, confirmChange: true } }",
  "an etcd elsewhere": '{ chartVersion: 5.0.19, etcd: { endpoints: ["etcd.acme.example:2379"] } }',
  "sizes, metrics and values":
    "{ chartVersion: 5.0.19, components: { queryNode: { replicas: 8, resources: { limits: { memory: 64Gi } } } }, metrics: { serviceMonitor: true }, authorization: false, values: { queryNode: { nodeSelector: { disk: nvme } } } }",
  "a namespace that is there":
    "{ chartVersion: 5.0.19, createNamespace: false, wait: false, timeoutSeconds: 60 }",
  "no protection": "{ chartVersion: 5.0.19, preventDestroy: false }",
  "a repository of one's own":
    '{ chartVersion: 5.0.19, chart: { repository: "https://charts.acme.example/" } }',
  "an OCI registry":
    '{ chartVersion: 5.0.19, chart: { oci: "oci://registry.acme.example:5000/charts/milvus" } }',
} as const;

/** A config of one cluster and one release. */
export function releaseConfig(
  release: string = RELEASES.production,
  cluster: string = OFFLINE,
): string {
  return `${MILVUS}  cluster: ${cluster}\n  release: ${release}\n`;
}
