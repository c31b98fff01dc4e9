/**
 * Keys that the chart's templates read and its values.yaml does not list, with the version they
 * begin with. Found by comparing both at every tag of zilliztech/milvus-helm.
 */
export const UNDECLARED: Readonly<Record<string, string>> = {
  global: "4.0.0",
  nameOverride: "4.0.0",
  fullnameOverride: "4.0.0",
  "attu.affinity": "4.0.0",
  "attu.image.pullSecrets": "4.0.0",
  "attu.nodeSelector": "4.1.4",
  "attu.service.clusterIP": "4.0.0",
  "attu.service.loadBalancerIP": "4.0.0",
  "attu.service.loadBalancerSourceRanges": "4.0.0",
  "attu.tolerations": "4.0.0",
  "image.all.pullSecrets": "4.0.0",
  "proxy.tls.crt": "4.1.10",
  "proxy.tls.key": "4.1.10",
  "proxy.tls.secretName": "4.1.10",
  "proxy.volumeMounts": "4.1.10",
  "proxy.volumes": "4.1.10",
  "service.clusterIP": "4.0.0",
  "service.loadBalancerIP": "4.0.0",
  "streamingNode.topologySpreadConstraints": "4.2.34",
  "woodpecker.podAnnotations": "5.0.8",
};
