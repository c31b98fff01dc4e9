import type { RuleResult } from "../finding";
import { valueAt } from "../../terraform/known";
import { yaml, type Rule, type RuleContext } from "../rule";
import { releases, type Release } from "../release/release";
import { fail, pass, undecided } from "../results";

const EXACT = /^v?\d+\.\d+\.\d+([-+][\w.+-]+)?$/;

/** They drop externalS3.region. Source: zilliztech/milvus-helm, PR 112. */
const BROKEN = ["4.1.36", "4.2.0", "4.2.1"];

export const rule: Rule = {
  id: "release-version",
  title: "The version of the Milvus chart is pinned",
  why: "A newer chart swaps the message queue or the coordinators, and data that was not flushed is lost.",
  fix: "set chartVersion to one version",
  snippet: yaml("milvus:\n  release:\n    chartVersion: 5.0.19"),
  severity: "warning",
  documents: ["configure-s3-access-by-iam-role, Deploy Milvus"],
  *check({ model }) {
    for (const release of releases(model)) yield judge(release, model);
  },
};

function judge({ resource, chart }: Release, model: RuleContext["model"]): RuleResult {
  const attribute = "version";
  // The file's name has the version, or the folder is the chart itself.
  const own = /-v?(\d+\.\d+\.\d+[^/]*)\.tgz$/.exec(chart)?.[1];
  const version = valueAt(resource, [attribute]);
  if (own === undefined && /^\.{0,2}\//.test(chart)) {
    return pass(resource, "the chart lies beside the configuration");
  }
  // A plan has the newest version where nobody wrote one; a state does not tell who did.
  const written =
    resource.references[attribute] !== undefined || model.inputOf(resource).kind === "state";
  if (own === undefined && !version.known && written) return undecided(resource, version);
  const found = own ?? (version.known && written ? version.value : undefined);
  if (typeof found !== "string" || found === "") {
    return fail(resource, "the chart's version is not set", { attribute });
  }
  if (!EXACT.test(found)) {
    return fail(resource, `${found} is no version, but a range of them`, { attribute });
  }
  if (BROKEN.includes(found)) {
    return fail(resource, `chart ${found} drops externalS3.region`, { attribute });
  }
  return pass(resource, `the chart's version is ${found}`, { attribute });
}
