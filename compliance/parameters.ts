import { sorted } from "../text/unique";
import { given } from "../text/list";
import { DEFAULTS } from "../config/defaults";
import type { Deployment } from "../config/deployment";
import type { Model } from "../terraform/model-view";

/** Whose Terraform it is: one that has to do with Zilliz Cloud or its documents, or anybody's. */
export const PROFILES = ["zilliz", "general"] as const;
export type Profile = (typeof PROFILES)[number];

/**
 * What documented texts are bound with. From a config everything is known; from an input alone,
 * what it tells, and the rest is undefined, which rules report as UNKNOWN where it matters.
 */
export interface Parameters {
  /** `config`, or `input` when no config was given. */
  readonly source: "config" | "input";
  readonly deployments: readonly Deployment[];
  /** Accounts that the input deploys to; empty when nothing tells. */
  readonly accountIds: readonly string[];
  /** Accounts of Zilliz Cloud that roles may trust. */
  readonly zillizAccountIds: readonly string[];
  /** External IDs that trusts must carry; empty when nothing tells what is right. */
  readonly externalIds: readonly string[];
  readonly regions: readonly string[];
}

/** From configs, or, when there are none, from what was read. */
export function parametersFrom(
  model: Pick<Model, "accountIds" | "regions">,
  deployments: readonly Deployment[],
): Parameters {
  if (deployments.length === 0) {
    return {
      source: "input",
      deployments,
      accountIds: sorted(model.accountIds),
      zillizAccountIds: [DEFAULTS.zilliz.accountId],
      // What the trusts say is what is to be judged, so it cannot be the measure.
      externalIds: [],
      regions: sorted(model.regions),
    };
  }
  const vendors = deployments.flatMap(({ bootstrap, project, integration }) =>
    given([bootstrap, project, integration]),
  );
  const zilliz = vendors.map(({ zillizAccountId }) => zillizAccountId);
  return {
    source: "config",
    deployments,
    accountIds: sorted(deployments.map(({ accountId }) => accountId)),
    zillizAccountIds: zilliz.length > 0 ? sorted(zilliz) : [DEFAULTS.zilliz.accountId],
    externalIds: sorted(vendors.flatMap(({ externalIds }) => externalIds)),
    regions: sorted(deployments.map(({ region }) => region)),
  };
}

/**
 * What cannot be bound, one sentence each: what it is and what is taken in its place. Under the
 * profile `general` nothing is told of the vendor.
 */
export function unboundParameters(parameters: Parameters, profile?: Profile): string[] {
  const { source, accountIds, regions } = parameters;
  if (source === "config") return [];
  const zilliz = parameters.zillizAccountIds.join(", ");
  const place = given([
    accountIds.length === 0 &&
      "account: the input does not tell it, all of it counts as one account",
    regions.length === 0 && "region: the input does not tell it",
  ]);
  if (profile === "general") return place;
  return [
    ...place,
    "external IDs: only their form is checked; give the config to compare them with the right ones",
    `account of Zilliz Cloud: ${zilliz} is taken, the one that the documents name`,
    "bucket, encryption key and issuer: those are taken that the policies or their stack name",
  ];
}
