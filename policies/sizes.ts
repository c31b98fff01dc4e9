import { POLICY_SIZE } from "../aws/limits";
import type { ConfigRule } from "../config/rules/rule";
import { compareText } from "../text/order";
import { camelCase, textsOf } from "./catalogue";
import { policySize } from "./render";

/** Long paths and names make long policies; AWS would refuse them halfway through a deploy. */
export const checkPolicySizes: ConfigRule = ({ deployment, report }) => {
  if (report.isAnyWrong("name", "accountId", "region")) return;
  const texts = textsOf(deployment).toSorted((a, b) => compareText(a.id, b.id));
  for (const { section, use, id, policy } of texts) {
    const limit = POLICY_SIZE[use];
    const size = policySize(policy.document);
    if (size <= limit) continue;
    // Of trusts nothing else is as long as one likes, but for the external ID.
    const ofDenials = use === "trust" && deployment.trustDenials !== undefined;
    report.error(ofDenials ? ["trustDenials"] : [section, "path"], {
      code: "policy-size",
      message: `makes the ${use} policy ${camelCase(id)} ${size} characters long, without white space`,
      allowed: `at most ${limit}`,
      fix: ofDenials ? "name fewer values in their conditions" : "use a shorter path and prefix",
    });
  }
};
