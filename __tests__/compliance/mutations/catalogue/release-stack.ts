import { edit, remove, set } from "../edits";
import { list, type Json } from "../file";
import { mutations } from "../judging";
import { helmValues, RELEASE } from "../made";

const ACCOUNT = "kubernetes_service_account_v1.milvus";
const EXTERNAL = "release-external-s3";
const EXPOSURE = "release-exposure";
const SCHEME = "service.beta.kubernetes.io/aws-load-balancer-scheme";

const external = (settings: Json) =>
  helmValues(({ externalS3 }) => Object.assign(externalS3 as Json, settings));
const service = (change: (own: Json) => void) =>
  helmValues((values) => change(values["service"] as Json));
const minio = (enabled: boolean) =>
  helmValues((values) => ((values["minio"] as Json)["enabled"] = enabled));
const metadata = (change: (own: Json) => void) =>
  edit(ACCOUNT, (own) => change(own["metadata"] as Json));

/** The release runs already, with other values than the plan gives it. */
const deployed = (values: (own: Json) => void) => (file: Json) => {
  const change = list(file["resource_changes"]).find((one) => one["address"] === RELEASE)![
    "change"
  ] as Json;
  const wanted = structuredClone(change["after"]) as Json;
  helmValues(values)(file);
  const runs = change["after"] as Json;
  Object.assign(change, { actions: ["update"], before: runs, after: wanted });
};

/** What this project itself writes for a release. */
export const RELEASE_STACK = [
  ...mutations("release stack", [
    [
      "release-trust",
      "the annotation of the role is gone",
      metadata((own) => delete own["annotations"]),
      "error",
    ],
    [
      "release-trust",
      "the annotation names a role of another path",
      metadata(({ annotations }) => {
        (annotations as Json)["eks.amazonaws.com/role-arn"] =
          "arn:aws:iam::111122223333:role/data/milvus-s3-access-sa";
      }),
    ],
    [
      "release-trust",
      "the release moves to another namespace",
      set(RELEASE, { namespace: "data" }),
    ],
    [
      "release-trust",
      "release and service account move to another namespace",
      (file) => {
        set(RELEASE, { namespace: "data" })(file);
        metadata((own) => (own["namespace"] = "data"))(file);
      },
      "error",
    ],
    [
      "release-trust",
      "the service account is named otherwise",
      (file) => {
        helmValues(({ serviceAccount }) => ((serviceAccount as Json)["name"] = "milvus"))(file);
        metadata((own) => (own["name"] = "milvus"))(file);
      },
      "error",
    ],
    ["release-trust", "nobody makes the service account", remove(ACCOUNT)],
    [EXTERNAL, "useIAM is off", external({ useIAM: false }), "error"],
    [EXTERNAL, "useIAM is left to the chart", external({ useIAM: undefined }), "error"],
    [EXTERNAL, "the bucket's name is gone", external({ bucketName: "" }), "error"],
    [EXTERNAL, "the region is that of another bucket", external({ region: "eu-west-1" }), "error"],
    [EXTERNAL, "the host has a scheme", external({ host: "https://s3.us-west-2.amazonaws.com" })],
    [EXTERNAL, "MinIO is on", minio(true), "error"],
    [EXTERNAL, "TLS is off", external({ useSSL: false }), "error"],
    ["release-no-keys", "a key is set", external({ accessKey: "AKIAIOSFODNN7EXAMPLE" }), "error"],
    [
      "release-no-keys",
      "Milvus' own config has a key beside the password's switch",
      helmValues(({ extraConfigFiles }) => {
        const files = extraConfigFiles as Record<string, string>;
        files["user.yaml"] =
          `${files["user.yaml"]}minio:\n  accessKeyID: milvus\n  secretAccessKey: wJalrXUtnFEMI\n`;
      }),
      "error",
    ],
    [
      EXPOSURE,
      "the internal load balancer comes to face the internet",
      service(({ annotations }) => ((annotations as Json)[SCHEME] = "internet-facing")),
      "warning",
    ],
    [
      EXPOSURE,
      "source ranges are opened to the internet",
      service((own) => {
        (own["annotations"] as Json)[SCHEME] = "internet-facing";
        own["loadBalancerSourceRanges"] = ["10.0.0.0/8", "0.0.0.0/0"];
      }),
      "error",
    ],
    [
      EXPOSURE,
      "the annotation that keeps it internal is misspelt",
      service(({ annotations }) => {
        const own = annotations as Json;
        own["service.beta.kubernetes.io/aws-load-balancer-schema"] = own[SCHEME];
        own["service.beta.kubernetes.io/aws-load-balancer-type"] = "nlb";
        Reflect.deleteProperty(own, SCHEME);
      }),
    ],
    ["release-version", "the chart's version is gone", set(RELEASE, { version: undefined })],
    ["release-version", "the chart's version is a range", set(RELEASE, { version: "^5.0.0" })],
    [
      "release-version",
      "the chart's version is known after apply only",
      set(RELEASE, { version: "${data.external.chart.result.version}" }),
    ],
  ]),
  ...mutations("public release", [
    [
      EXPOSURE,
      "port 9091 is opened to the internet",
      helmValues(({ metrics }) => ((metrics as Json)["enabled"] = true)),
      "warning",
    ],
    [
      EXPOSURE,
      "port 9091 is left to the chart",
      helmValues((values) => delete values["metrics"]),
      "warning",
    ],
    [
      EXPOSURE,
      "nobody is asked for a password any more",
      helmValues((values) => delete values["extraConfigFiles"]),
      "warning",
    ],
    [
      EXPOSURE,
      "an ingress faces the internet as well",
      helmValues((values) => {
        const annotations = { "alb.ingress.kubernetes.io/scheme": "internet-facing" };
        values["ingress"] = { enabled: true, annotations };
      }),
    ],
  ]),
  ...mutations("release plan", [
    [EXTERNAL, "the plan has useIAM off", external({ useIAM: false }), "error"],
    [EXTERNAL, "the plan installs MinIO", minio(true), "error"],
    [EXTERNAL, "the plan has a host with a bucket", external({ host: "acme.s3.amazonaws.com" })],
    [
      EXTERNAL,
      "the plan has a set block in the place of the values",
      set(RELEASE, { values: undefined, set: [{ name: "externalS3.useIAM", value: "false" }] }),
    ],
    ["release-no-keys", "the plan has a key", external({ secretKey: "wJalrXUtnFEMI" }), "error"],
    [
      EXPOSURE,
      "the plan opens the source ranges to the internet",
      service((own) => {
        (own["annotations"] as Json)[SCHEME] = "internet-facing";
        own["loadBalancerSourceRanges"] = ["0.0.0.0/0"];
      }),
      "error",
    ],
    ["release-trust", "the plan moves the release", set(RELEASE, { namespace: "data" }), "error"],
    [
      "release-trust",
      "the plan drops the annotation of the role",
      edit(ACCOUNT, (own) => delete (list(own["metadata"])[0] as Json)["annotations"]),
      "error",
    ],
    [
      "plan-release",
      "the cluster runs another message queue than the plan wants",
      deployed((values) => {
        values["woodpecker"] = { enabled: false };
        values["pulsarv3"] = { enabled: true };
      }),
      "error",
    ],
    [
      "plan-release",
      "the cluster has the volumes of etcd on another class",
      deployed((values) => (values["etcd"] = { persistence: { storageClass: "gp2" } })),
      "error",
    ],
    ["release-version", "the plan takes a range of charts", set(RELEASE, { version: ">= 5.0.0" })],
  ]),
];
