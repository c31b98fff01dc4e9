import type { ReleaseSettings } from "../../config/release";
import type { ReleaseContext } from "../context";
import { mergeValues } from "../merge";
import { settingsValues } from "../preset";
import { checkExposure } from "./exposure";
import { checkKeys } from "./keys";
import { checkNames } from "./names";
import { checkCoordinators, checkIgnoredCoordinators, checkParts } from "./parts";
import type { Check, ReleaseProblem, Subject } from "./problem";
import { checkQueue, checkWoodpecker } from "./queue";
import { checkSecrets } from "./secrets";
import { checkEtcd, checkIdentity, checkMetrics, checkService } from "./settings";
import { checkStorage } from "./storage";
import { checkUndone } from "./undone";
import { checkVersion, isUnjudgeable } from "./version";

export type { ReleaseProblem } from "./problem";

/** What can be said of any version. */
const ALWAYS: readonly Check[] = [checkVersion, checkSecrets];

const CHECKS: readonly Check[] = [
  checkNames,
  checkParts,
  checkCoordinators,
  checkIgnoredCoordinators,
  checkQueue,
  checkWoodpecker,
  checkStorage,
  checkService,
  checkEtcd,
  checkMetrics,
  checkIdentity,
  checkExposure,
  checkUndone,
  checkKeys,
];

/** Everything wrong with a release that can be known before Helm sees it, errors and warnings. */
export function releaseProblems(
  context: ReleaseContext,
  release: ReleaseSettings,
): ReleaseProblem[] {
  const values = mergeValues(settingsValues(context, release), release.values);
  const subject: Subject = { context, release, values };
  const checks = isUnjudgeable(release.chartVersion) ? ALWAYS : [...ALWAYS, ...CHECKS];
  return checks.flatMap((check) => [...check(subject)]);
}
