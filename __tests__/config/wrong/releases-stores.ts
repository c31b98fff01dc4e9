import { release, type Wrong } from "./case";

/** Where a release keeps its log and metadata, and Helm values of its own. */
export const RELEASE_STORES: readonly Wrong[] = [
  {
    name: "a queue without a type",
    config: release("    messageQueue: { confirmChange: true }\n"),
    error: `error[missing] byoc.yaml:10:5
  milvus.release.messageQueue.type
  is missing
  allowed: woodpecker, rocksmq, pulsar, kafka, external-pulsar, external-kafka
  fix: add type: woodpecker`,
  },
  {
    name: "a Pulsar of which nothing is said",
    config: release('    messageQueue: { type: external-pulsar, brokers: ["kafka:9092"] }\n'),
    error: `error[missing] byoc.yaml:10:5
  milvus.release.messageQueue.host
  is missing; the queue external-pulsar is your own
  allowed: the host of your Pulsar
  fix: add host: pulsar-proxy.pulsar.svc

error[conflict] byoc.yaml:10:44
  milvus.release.messageQueue.brokers = a list of 1
  has no effect on the queue external-pulsar
  allowed: with type: external-kafka
  fix: remove the line, or change the type`,
  },
  {
    name: "a Kafka with the address of a Pulsar",
    config: release("    messageQueue: { type: external-kafka, host: kafka, port: 9092 }\n"),
    error: `error[missing] byoc.yaml:10:5
  milvus.release.messageQueue.brokers
  is missing; the queue external-kafka is your own
  allowed: the brokers of your Kafka
  fix: add brokers: [ … ]

error[conflict] byoc.yaml:10:49
  milvus.release.messageQueue.host = "kafka"
  has no effect on the queue external-kafka
  allowed: with type: external-pulsar
  fix: remove the line, or change the type

error[conflict] byoc.yaml:10:62
  milvus.release.messageQueue.port = 9092
  has no effect on the queue external-kafka
  allowed: with type: external-pulsar
  fix: remove the line, or change the type`,
  },
  {
    name: "addresses of queues",
    config: release(
      "    messageQueue: { type: external-kafka, host: 'https://x', brokers: [kafka, \"http://kafka:9092\"] }\n",
    ),
    error: `error[value] byoc.yaml:10:49
  milvus.release.messageQueue.host = "https://x"
  is not a host
  allowed: a host without scheme and port

error[value] byoc.yaml:10:72
  milvus.release.messageQueue.brokers[0] = "kafka"
  is not a host with a port
  allowed: <host>:<port>

error[value] byoc.yaml:10:79
  milvus.release.messageQueue.brokers[1] = "http://kafka:9092"
  is not a host with a port
  allowed: <host>:<port>`,
  },
  {
    name: "woodpecker with an older Milvus",
    config: release("    messageQueue: { type: woodpecker }\n").replace("5.0.19", "4.2.58"),
    error: `error[release] byoc.yaml:10:27
  milvus.release.messageQueue.type = "woodpecker"
  woodpecker is part of Milvus 2.6, which charts from 5.0.0 on install
  allowed: pulsar, kafka, external-pulsar, external-kafka
  fix: use pulsar`,
  },
  {
    name: "rocksmq in a cluster",
    config: release("    messageQueue: { type: rocksmq }\n"),
    error: `error[release] byoc.yaml:10:27
  milvus.release.messageQueue.type = "rocksmq"
  a cluster cannot share a rocksmq, which lives inside of one pod
  allowed: woodpecker, pulsar, kafka, external-pulsar, external-kafka
  fix: use woodpecker`,
  },
  {
    name: "members of etcd",
    config: release("    etcd: { replicas: 2, endpoints: [etcd] }\n"),
    error: `error[value] byoc.yaml:10:23
  milvus.release.etcd.replicas = 2
  is not one of the choices
  allowed: 1, 3, 5, 7

error[value] byoc.yaml:10:38
  milvus.release.etcd.endpoints[0] = "etcd"
  is not a host with a port
  allowed: <host>:<port>`,
  },
  {
    name: "two etcd",
    config: release('    etcd: { replicas: 3, endpoints: ["etcd:2379"] }\n'),
    error: `error[conflict] byoc.yaml:10:23
  milvus.release.etcd.replicas = 3
  has no effect: with endpoints, the chart installs no etcd
  allowed: replicas or endpoints
  fix: remove etcd.replicas`,
  },
  {
    name: "Helm values that undo what the role needs",
    config: release(`    values:
      externalS3:
        accessKey: AKIAIOSFODNN7EXAMPLE
        host: https://s3.us-west-2.amazonaws.com
        region: eu-west-1
        bucketName: other
      serviceAccount: { name: default }
      quaryNode: { replicas: 3 }
`),
    secrets: ["AKIAIOSFODNN7EXAMPLE"],
    error: `error[credential] byoc.yaml:12:9
  milvus.release.values.externalS3.accessKey
  is an access key, which the chart would write in clear text
  allowed: no keys: Milvus has its role
  fix: remove it

error[release] byoc.yaml:13:15
  milvus.release.values.externalS3.host = "https://s3.us-west-2.amazonaws.com"
  is not a bare host of S3 in the region: no scheme, path, port or bucket
  allowed: s3.us-west-2.amazonaws.com
  fix: remove externalS3.host from values

error[release] byoc.yaml:14:17
  milvus.release.values.externalS3.region = "eu-west-1"
  is not the region of the bucket
  allowed: us-west-2
  fix: remove externalS3.region from values

error[release] byoc.yaml:15:21
  milvus.release.values.externalS3.bucketName = "other"
  is not the bucket that the role may use
  allowed: acme-milvus, which milvus.bucket names
  fix: remove externalS3.bucketName from values

error[release] byoc.yaml:16:31
  milvus.release.values.serviceAccount.name = "default"
  is not the service account that the role trusts: S3 would refuse Milvus
  allowed: milvus-s3-access-sa, which milvus.serviceAccount names
  fix: remove serviceAccount.name from values

error[unknown-key] byoc.yaml:17:7
  milvus.release.values.quaryNode
  chart 5.0.19 ignores quaryNode: it has no such key
  allowed: keys that this version of the chart has
  fix: use queryNode`,
  },
  {
    name: "Helm values that are a list",
    config: release("    values: [a]\n"),
    error: `error[type] byoc.yaml:10:5
  milvus.release.values = a list of 1
  is a list
  allowed: a mapping`,
  },
];
