import { stringify } from "yaml";
import { edit, remove, set, type Change } from "../edits";
import { type Json, list } from "../file";
import { mutations } from "../judging";
import { RELEASE, VALUES } from "../made";

const EXTERNAL = "release-external-s3";

/** Changes the values that the release gives to the chart. */
function values(change: (values: Json) => void): Change {
  return (file) => {
    const changed = structuredClone(VALUES);
    change(changed);
    set(RELEASE, { values: [stringify(changed)] })(file);
  };
}
const external = (settings: Json) =>
  values(({ externalS3 }) => Object.assign(externalS3, settings));
const account = (change: (metadata: Json) => void) =>
  edit("kubernetes_service_account_v1.milvus", ({ metadata }) => change(metadata as Json));

/** The release of Milvus, of the document and with the values that its chart takes. */
export const RELEASES = [
  ...mutations("release", [
    [EXTERNAL, "S3 is not used", external({ enabled: false })],
    [EXTERNAL, "the role is not used", external({ useIAM: false })],
    [
      EXTERNAL,
      "a key is misspelt, and the chart has no schema",
      external({ useIAM: undefined, useIam: true }),
    ],
    [EXTERNAL, "S3 is reached without TLS", external({ useSSL: false })],
    [EXTERNAL, "a MinIO is installed beside it", values(({ minio }) => (minio.enabled = true))],
    [
      EXTERNAL,
      "a document of values below sets it back",
      edit(RELEASE, (own) => list(own["values"]).push("minio:\n  enabled: true\n")),
    ],
    [
      EXTERNAL,
      "a set block sets it back",
      set(RELEASE, { set: [{ name: "externalS3.useIAM", value: "false" }] }),
    ],
    [EXTERNAL, "the host is in another region", external({ host: "s3.eu-west-1.amazonaws.com" })],
    [EXTERNAL, "the region is not set", external({ region: "" }), "warning"],
    [
      EXTERNAL,
      "the bucket's dots are in the host name",
      external({ bucketName: "milvus.acme.example", useVirtualHost: true }),
      "error",
    ],
    [
      EXTERNAL,
      "another token service is asked",
      external({ iamEndpoint: "https://sts.example.com" }),
    ],
    [EXTERNAL, "Milvus writes to the root of the bucket", external({ rootPath: "" }), "warning"],
    [
      "release-no-keys",
      "the values have a key of a user",
      external({ accessKey: "AKIAIOSFODNN7EXAMPLE" }),
    ],
    [
      "release-no-keys",
      "a key stands in the environment of the pods",
      values(
        (all) => (all["extraEnv"] = [{ name: "AWS_SECRET_ACCESS_KEY", value: "wJalrXUtnFEMI" }]),
      ),
    ],
    [
      "release-no-keys",
      "a secret is set beside the values",
      set(RELEASE, { set_sensitive: [{ name: "externalS3.secretKey", value: "wJalrXUtnFEMI" }] }),
    ],
    [
      "release-exposure",
      "the load balancer faces the internet",
      values(
        ({ service }) =>
          (service.annotations["service.beta.kubernetes.io/aws-load-balancer-scheme"] =
            "internet-facing"),
      ),
      "error",
    ],
    [
      "release-exposure",
      "nothing says that the load balancer is internal",
      values(({ service }) => delete service.annotations),
      "error",
    ],
    [
      "release-exposure",
      "the ingress faces the internet",
      values(
        (all) =>
          (all["ingress"] = {
            enabled: true,
            annotations: { "alb.ingress.kubernetes.io/scheme": "internet-facing" },
          }),
      ),
    ],
    [
      "release-exposure",
      "the load balancer faces halves that are the internet",
      values(({ service }) => {
        service.annotations["service.beta.kubernetes.io/aws-load-balancer-scheme"] =
          "internet-facing";
        service.loadBalancerSourceRanges = ["0.0.0.0/1", "128.0.0.0/1"];
      }),
      "error",
    ],
    [
      "release-exposure",
      "security groups of one's own take the place of the address blocks",
      values(({ service }) => {
        Object.assign(service.annotations, {
          "service.beta.kubernetes.io/aws-load-balancer-scheme": "internet-facing",
          "service.beta.kubernetes.io/aws-load-balancer-security-groups": "sg-1",
        });
        service.loadBalancerSourceRanges = ["203.0.113.0/24"];
      }),
    ],
    [
      "release-exposure",
      "Attu faces the internet",
      values((all) => (all["attu"] = { enabled: true, service: { type: "LoadBalancer" } })),
    ],
    ["release-version", "the chart is whatever is newest", set(RELEASE, { version: undefined })],
    [
      "release-version",
      "any version of the fourth chart will do",
      set(RELEASE, { version: "~4.2" }),
    ],
    [
      "release-version",
      "the chart is one that drops the region",
      set(RELEASE, { version: "4.2.1" }),
    ],
    [
      "release-trust",
      "the release is in another namespace",
      set(RELEASE, { namespace: "default" }),
    ],
    [
      "release-trust",
      "Milvus runs as the account default",
      values((all) => delete all["serviceAccount"]),
    ],
    [
      "release-trust",
      "the service account has no role",
      account(({ annotations }) => delete annotations["eks.amazonaws.com/role-arn"]),
    ],
    [
      "release-trust",
      "the role is one that nobody has seen",
      account(
        ({ annotations }) =>
          (annotations["eks.amazonaws.com/role-arn"] = "arn:aws:iam::111122223333:role/other"),
      ),
    ],
    [
      "release-trust",
      "there is no such service account",
      remove("kubernetes_service_account_v1.milvus"),
    ],
  ]),
];
