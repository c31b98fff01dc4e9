import { VENDOR_TAG } from "../config/defaults";
import type { ReleaseSettings } from "../config/release";
import { componentValues, withoutReplacedResources } from "./components";
import type { ReleaseContext } from "./context";
import { coordinatorValues } from "./coordinators";
import { documentedValues } from "./documented";
import { storageValues } from "./external-s3";
import { messageQueueValues } from "./message-queue";
import { authorizationValues } from "./milvus-config";
import { serviceValues } from "./service";
import { storageClassValues } from "./storage-class";
import { mergeValues, type Values } from "./values";
import { isRecord } from "../text/record";

/** Values of the preset and the settings, before the user's own are merged over them. */
export function settingsValues(context: ReleaseContext, release: ReleaseSettings): Values {
  return mergeValues(
    base(context, release),
    release.rootPath === undefined ? {} : { externalS3: { rootPath: release.rootPath } },
    coordinatorValues(release),
    componentValues(release),
    messageQueueValues(release),
    etcdValues(release),
    storageClassValues(release),
    metricsValues(release),
    authorizationValues(release),
  );
}

/** `production` is all in the settings, but for what no release can do without. */
function base(context: ReleaseContext, release: ReleaseSettings): Values {
  if (release.preset === "production") {
    return {
      cluster: { enabled: release.mode === "cluster" },
      ...serviceValues(context, release),
      ...storageValues(context, release),
    };
  }
  const documented = documentedValues(context, release);
  const service = isRecord(documented["service"]) ? documented["service"] : {};
  return withoutReplacedResources(
    { ...documented, ...serviceValues(withOwnTags(context), release, service) },
    release,
  );
}

/** Key for key the document's, which has no tags: only those that the config asks for come to it. */
function withOwnTags(context: ReleaseContext): ReleaseContext {
  const isOwn = Object.keys(context.tags).some((key) => key !== VENDOR_TAG.key);
  return isOwn ? context : { ...context, tags: {} };
}

/** The chart's etcd, or one of the user's own. */
function etcdValues({ etcd }: ReleaseSettings): Values {
  const { replicas, endpoints } = etcd;
  if (endpoints) {
    return { etcd: { enabled: false }, externalEtcd: { enabled: true, endpoints: [...endpoints] } };
  }
  return replicas === undefined ? {} : { etcd: { replicaCount: replicas } };
}

/**
 * `enabled` puts port 9091 on the Service, through the load balancer too: metrics, and pages that
 * show and change Milvus' insides without a password.
 */
function metricsValues({ metrics }: ReleaseSettings): Values {
  if (!metrics) return {};
  return {
    metrics: {
      enabled: metrics.enabled,
      serviceMonitor: { enabled: metrics.serviceMonitor },
    },
  };
}
