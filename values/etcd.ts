import type { ReleaseSettings } from "../config/release";
import type { Values } from "./values";

/** The chart's etcd, or one of the user's own. */
export function etcdValues({ etcd }: ReleaseSettings): Values {
  const { replicas, endpoints } = etcd;
  if (endpoints) {
    return { etcd: { enabled: false }, externalEtcd: { enabled: true, endpoints: [...endpoints] } };
  }
  return replicas === undefined ? {} : { etcd: { replicaCount: replicas } };
}
