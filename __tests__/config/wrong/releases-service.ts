import { release, type Wrong } from "./case";

/** How a release is reached, and its sizes. */
export const RELEASE_SERVICE: readonly Wrong[] = [
  {
    name: "a load balancer that faces the internet",
    config: release("    service: { type: LoadBalancer, scheme: internet-facing }\n"),
    error: `error[release] byoc.yaml:10:44
  milvus.release.service.scheme = "internet-facing"
  Milvus would be open to every address of the internet
  allowed: an internal load balancer, or the address blocks that may connect
  fix: set service.sourceRanges, or service.exposure to public if it is meant`,
  },
  {
    name: "a load balancer that every address may reach",
    config: release(
      "    service: { type: LoadBalancer, scheme: internet-facing, sourceRanges: [10.0.0.0/8, 0.0.0.0/0] }\n",
    ),
    error: `error[release] byoc.yaml:10:61
  milvus.release.service.sourceRanges = a list of 2
  Milvus would be open to every address of the internet
  allowed: an internal load balancer, or the address blocks that may connect
  fix: set service.sourceRanges, or service.exposure to public if it is meant`,
  },
  {
    name: "the document without consent",
    config: release(`    preset: documented
    messageQueue: { type: woodpecker }
    highAvailability: true
    rootPath: milvus
    metrics: { enabled: false }
    authorization: true
`),
    error: `error[release] byoc.yaml:8:3
  milvus.release.service.scheme
  Milvus would be open to every address of the internet
  allowed: an internal load balancer, or the address blocks that may connect
  fix: set service.sourceRanges, or service.exposure to public if it is meant`,
  },
  {
    name: "consent to a service that nobody can reach",
    config: release("    service: { exposure: public }\n"),
    error: `error[conflict] byoc.yaml:10:26
  milvus.release.service.exposure = "public"
  cannot be had from a service of type ClusterIP
  allowed: public with type: LoadBalancer and scheme: internet-facing
  fix: remove the line, or set both`,
  },
  {
    name: "consent to an internal load balancer",
    config: release("    service: { type: LoadBalancer, exposure: public }\n"),
    error: `error[conflict] byoc.yaml:10:46
  milvus.release.service.exposure = "public"
  cannot be had from an internal load balancer
  allowed: public with type: LoadBalancer and scheme: internet-facing
  fix: remove the line, or set both`,
  },
  {
    name: "values of a service",
    config: release(`    service:
      type: NodePort
      port: 0
      loadBalancerName: internal-milvus
      sourceRanges: [10.0.0.1, 300.0.0.0/8]
`),
    error: `error[value] byoc.yaml:11:13
  milvus.release.service.type = "NodePort"
  is not one of the choices
  allowed: ClusterIP, LoadBalancer

error[range] byoc.yaml:12:13
  milvus.release.service.port = 0
  is out of range
  allowed: 1 to 65535

error[kubernetes-name] byoc.yaml:13:25
  milvus.release.service.loadBalancerName = "internal-milvus"
  is not the name of a load balancer
  allowed: 1 to 32 letters, digits and hyphens, beginning and ending with a letter or digit, not with "internal-"

error[cidr] byoc.yaml:14:22
  milvus.release.service.sourceRanges[0] = "10.0.0.1"
  is not an IPv4 block
  allowed: <address>/<0 to 32>
  fix: use 10.0.0.1/32

error[cidr] byoc.yaml:14:32
  milvus.release.service.sourceRanges[1] = "300.0.0.0/8"
  is not an IPv4 block
  allowed: <address>/<0 to 32>`,
  },
  {
    name: "Helm values that open what the settings close",
    config: release(`    service: { type: LoadBalancer }
    metrics: { enabled: false }
    values:
      service:
        annotations:
          service.beta.kubernetes.io/aws-load-balancer-scheme: internet-facing
        loadBalancerSourceRanges: []
`),
    error: `error[release] byoc.yaml:16:9
  milvus.release.values.service.loadBalancerSourceRanges = a list of 0
  Milvus would be open to every address of the internet
  allowed: an internal load balancer, or the address blocks that may connect
  fix: set service.sourceRanges, or service.exposure to public if it is meant`,
  },
  {
    name: "quantities",
    config: release(`    components:
      proxy: { replicas: 1001, resources: { limits: { cpu: 2, memory: 2GB } } }
      dataNode: { resources: { requests: { cpu: two } } }
      queryNode:
        resources:
          requests: { cpu: "2", memory: 9Gi }
          limits: { cpu: 1500m, memory: 8Gi }
`),
    error: `error[range] byoc.yaml:11:26
  milvus.release.components.proxy.replicas = 1001
  is out of range
  allowed: 0 to 1000

error[type] byoc.yaml:11:60
  milvus.release.components.proxy.resources.limits.cpu = 2
  is a number
  allowed: a text
  fix: put it in quotes: "2"

error[quantity] byoc.yaml:11:71
  milvus.release.components.proxy.resources.limits.memory = "2GB"
  is not an amount of memory
  allowed: a number and a unit: 512Mi, 2Gi
  fix: use 2Gi

error[quantity] byoc.yaml:12:49
  milvus.release.components.dataNode.resources.requests.cpu = "two"
  is not an amount of CPU
  allowed: cores, in quotes: "2", "0.5" or "500m"

error[quantity] byoc.yaml:15:28
  milvus.release.components.queryNode.resources.requests.cpu = "2"
  is more than the limit, 1500m
  allowed: at most 1500m
  fix: lower the request, or raise the limit

error[quantity] byoc.yaml:15:41
  milvus.release.components.queryNode.resources.requests.memory = "9Gi"
  is more than the limit, 8Gi
  allowed: at most 8Gi
  fix: lower the request, or raise the limit`,
  },
  {
    name: "parts that do not run",
    config: release(
      "    components: { indexNode: { replicas: 2 }, standalone: { replicas: 2 }, coordinators: {} }\n",
    ),
    error: `error[release] byoc.yaml:10:19
  milvus.release.components.indexNode = a mapping
  has no effect: charts from 5.0.0 on run no index nodes: data nodes build the indexes
  allowed: parts that this chart runs in this mode
  fix: remove components.indexNode

error[release] byoc.yaml:10:47
  milvus.release.components.standalone = a mapping
  has no effect: mode cluster has no part standalone
  allowed: parts that this chart runs in this mode
  fix: remove components.standalone

error[unknown-key] byoc.yaml:10:76
  milvus.release.components.coordinators
  is not a key of milvus.release.components
  allowed: proxy, coordinator, queryNode, dataNode, indexNode, streamingNode, standalone
  fix: use coordinator`,
  },
  {
    name: "parts of a newer chart",
    config: release("    components: { streamingNode: { replicas: 2 } }\n").replace(
      "5.0.19",
      "4.2.58",
    ),
    error: `error[release] byoc.yaml:10:19
  milvus.release.components.streamingNode = a mapping
  has no effect: charts before 5.0.0 run no streaming nodes: they are part of Milvus 2.6
  allowed: parts that this chart runs in this mode
  fix: remove components.streamingNode`,
  },
  {
    name: "two coordinators without a standby",
    config: release(`    highAvailability: false
    components: { coordinator: { replicas: 2 } }
`),
    error: `error[conflict] byoc.yaml:11:44
  milvus.release.components.coordinator.replicas = 2
  needs highAvailability: coordinators without a standby must be alone
  allowed: 1 with highAvailability: false
  fix: remove one of them`,
  },
];
