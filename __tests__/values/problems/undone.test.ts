import { releaseProblems } from "../../../values";
import { CONTEXT, production } from "../settings";
import { own, queue, told } from "./told";

describe("the user's values", () => {
  const password = { "user.yaml": "common:\n  security:\n    authorizationEnabled: true\n" };

  it.each<[string, Record<string, unknown>, string[]]>([
    [
      "MinIO",
      { minio: { enabled: true } },
      [
        "warning values.minio.enabled: installs MinIO beside the bucket (remove minio.enabled from values)",
      ],
    ],
    [
      "no role",
      { externalS3: { useIAM: false } },
      [
        "warning values.externalS3.useIAM: has Milvus ask for access keys instead of its role (remove externalS3.useIAM from values)",
      ],
    ],
    [
      "no TLS",
      { externalS3: { useSSL: false } },
      [
        "warning values.externalS3.useSSL: has Milvus talk to S3 without TLS (remove externalS3.useSSL from values)",
      ],
    ],
    ["what Milvus reads as true", { externalS3: { useIAM: "true", useSSL: "True" } }, []],
    [
      "the text false",
      { externalS3: { useIAM: "false" } },
      [
        "warning values.externalS3.useIAM: has Milvus ask for access keys instead of its role (remove externalS3.useIAM from values)",
      ],
    ],
    [
      "another role, where the chart does not look",
      { serviceAccount: { annotations: { "eks.amazonaws.com/role-arn": "other" }, labels: {} } },
      [
        "warning values.serviceAccount.annotations: has no effect: the chart makes no service account; this stack does, and gives it Milvus' role (remove serviceAccount.annotations from values)",
      ],
    ],
    [
      "the bucket's root",
      { externalS3: { rootPath: "" } },
      [
        "warning values.externalS3.rootPath: is emptied: Milvus' objects lie in the bucket's root, where no second release can be (set externalS3.rootPath to milvus)",
      ],
    ],
    [
      "another service account",
      { serviceAccount: { name: "default" } },
      [
        "error values.serviceAccount.name: is not the service account that the role trusts: S3 would refuse Milvus (remove serviceAccount.name from values)",
      ],
    ],
    [
      "a service account of the chart's",
      { serviceAccount: { create: true } },
      [
        "error values.serviceAccount.create: collides with the service account of this stack (remove serviceAccount.create from values)",
      ],
    ],
    [
      "no service account at all",
      { serviceAccount: null },
      [
        "error values.serviceAccount: collides with the service account of this stack (remove serviceAccount from values)",
        "error values.serviceAccount: is not the service account that the role trusts: S3 would refuse Milvus (remove serviceAccount from values)",
      ],
    ],
    [
      "another bucket, region and host",
      {
        externalS3: {
          bucketName: "b",
          region: "eu-west-1",
          host: "https://s3.us-east-2.amazonaws.com",
        },
      },
      [
        "error values.externalS3.bucketName: is not the bucket that the role may use (remove externalS3.bucketName from values)",
        "error values.externalS3.region: is not the region of the bucket (remove externalS3.region from values)",
        "error values.externalS3.host: is not a bare host of S3 in the region: no scheme, path, port or bucket (remove externalS3.host from values)",
      ],
    ],
    [
      "an endpoint of a VPC",
      { externalS3: { host: "bucket.vpce-1.s3.us-east-2.vpce.amazonaws.com" } },
      [],
    ],
    [
      "another mode",
      { cluster: { enabled: false } },
      [
        "error values.cluster.enabled: is not what mode says, by which everything else is chosen (set milvus.release.mode: standalone)",
      ],
    ],
    [
      "another queue",
      { kafka: { enabled: true }, woodpecker: { enabled: false } },
      [
        "warning values.kafka.enabled: changes the queue past messageQueue, which guards against a change by mistake (set messageQueue.type to kafka and remove kafka.enabled)",
        "warning values.woodpecker.enabled: changes the queue past messageQueue, which guards against a change by mistake (set messageQueue.type to kafka and remove woodpecker.enabled)",
      ],
    ],
    [
      "a second queue",
      { kafka: { enabled: true } },
      [
        "error values.kafka.enabled: makes several queues: kafka and woodpecker are on (set messageQueue.type to kafka and remove kafka.enabled)",
      ],
    ],
    [
      "woodpecker outside",
      { streaming: { woodpecker: { embedded: false } } },
      [
        "warning values.streaming.woodpecker.embedded: woodpecker in pods of its own asks for access keys; that it takes a role is not proven (remove streaming.woodpecker.embedded)",
      ],
    ],
    [
      "a config file that asks for no password",
      { extraConfigFiles: { "user.yaml": "log:\n  level: debug\n" } },
      [
        "warning values.extraConfigFiles.user.yaml: takes the place of the file that has Milvus ask for a password (add common.security.authorizationEnabled: true to it)",
      ],
    ],
    ["a config file that does", { extraConfigFiles: password }, []],
    [
      "a whole config",
      { customConfigMap: "mine" },
      [
        "warning values.customConfigMap: replaces all that Milvus is told of the bucket (remove customConfigMap from values)",
      ],
    ],
    ["harmless ones", { queryNode: { replicas: 4 }, labels: { team: "search" } }, []],
    ["the same ones", { minio: { enabled: false }, externalS3: { useIAM: true } }, []],
  ])("%s", (_, values, problems) => expect(told(own(values))).toEqual(problems));

  it("are told how Pulsar 2 is kept, and are sent to no other queue", () => {
    const values = { pulsar: { enabled: true }, pulsarv3: { enabled: false } };
    const messageQueue = queue("pulsar");
    expect(told(production({ chartVersion: "4.2.40", messageQueue, values }))).toEqual([
      "warning values.pulsar.enabled: changes the queue past messageQueue, which guards against a change by mistake (set messageQueue.type to pulsar2 and remove pulsar.enabled)",
      "warning values.pulsarv3.enabled: changes the queue past messageQueue, which guards against a change by mistake (set messageQueue.type to pulsar2 and remove pulsarv3.enabled)",
    ]);
    const followed = { messageQueue: queue("pulsar2"), values: { pulsarv3: { enabled: false } } };
    expect(told(production({ chartVersion: "4.2.40", ...followed }))).toEqual([]);
    const both = { pulsar: { enabled: true } };
    expect(told(production({ chartVersion: "4.2.40", messageQueue, values: both }))).toEqual([
      "error values.pulsar.enabled: makes several queues: pulsar and pulsarv3 are on (set messageQueue.type to pulsar2 and remove pulsar.enabled)",
    ]);
  });

  it("are told the queue that a standalone Milvus would take", () => {
    const values = { standalone: { messageQueue: "rocksmq" }, kafka: { enabled: false } };
    expect(told(production({ mode: "standalone", values }))).toEqual([
      "warning values.standalone.messageQueue: changes the queue past messageQueue, which guards against a change by mistake (set messageQueue.type to rocksmq and remove standalone.messageQueue)",
    ]);
    // Nothing that a cluster reads.
    expect(told(own(values))).toEqual([]);
  });

  it("are told the place in the chart where no key is near enough to suggest", () => {
    expect(told(own({ ingress: { hosts: ["a.example"] } }))).toEqual([
      "error values.ingress.hosts: chart 5.0.19 ignores ingress.hosts: it went with 4.0.10 (write it as ingress.rules, each with host, path and pathType)",
    ]);
    const release = own({ externalS3: { existingSecret: "s" }, queryNode: { pdb: {} } });
    const found = releaseProblems(CONTEXT, release).filter(({ code }) => code === "unknown-key");
    expect(found.map(({ fix }) => fix)).toEqual([undefined, undefined]);
    expect(found.map(({ allowed }) => allowed)).toEqual([
      expect.stringMatching(/^keys of externalS3: .*\bbucketName\b.*\buseIAM\b/),
      expect.stringMatching(/^keys of queryNode: .*\breplicas\b/),
    ]);
  });
});
