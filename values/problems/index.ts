import type { ReleaseSettings } from "../../config/release";
import type { ReleaseContext } from "../context";
import { mergeValues } from "../values";
import { settingsValues } from "../preset";
import {
  checkGlobal,
  checkKeys,
  checkRegion,
  checkShapes,
  checkUnread,
  checkVersion,
  isUnjudgeable,
} from "./chart";
import { checkAttu, checkExposure, checkGroups, checkNodePorts, checkTags } from "./exposure";
import { checkNames } from "./names";
import { checkAutoscalers, checkCoordinators, checkIgnoredCoordinators, checkParts } from "./parts";
import type { Check, ReleaseProblem, ReleaseSubject } from "./problem";
import { checkExternalKafka, checkPulsarInArchive, checkQueue, checkWoodpecker } from "./queue";
import { checkEtcd, checkIdentity, checkMetrics, checkService } from "./settings";
import { checkStorage } from "./storage";
import { checkSecrets, checkServiceAccount, checkUndone } from "./own-values";

export type { ReleaseProblem } from "./problem";

/** What can be said of any version. */
const ALWAYS: readonly Check[] = [checkVersion, checkSecrets];

const CHECKS: readonly Check[] = [
  checkRegion,
  checkNames,
  checkParts,
  checkAutoscalers,
  checkCoordinators,
  checkIgnoredCoordinators,
  checkQueue,
  checkPulsarInArchive,
  checkExternalKafka,
  checkWoodpecker,
  checkStorage,
  checkService,
  checkEtcd,
  checkMetrics,
  checkIdentity,
  checkExposure,
  checkNodePorts,
  checkGroups,
  checkTags,
  checkAttu,
  checkUndone,
  checkServiceAccount,
  checkKeys,
  checkShapes,
  checkUnread,
  checkGlobal,
];

/** Everything wrong with a release that can be known before Helm sees it, errors and warnings. */
export function releaseProblems(
  context: ReleaseContext,
  release: ReleaseSettings,
): ReleaseProblem[] {
  const values = mergeValues(settingsValues(context, release), release.values);
  const subject: ReleaseSubject = { context, release, values };
  const checks = isUnjudgeable(release.chartVersion) ? ALWAYS : [...ALWAYS, ...CHECKS];
  return checks.flatMap((check) => [...check(subject)]);
}
