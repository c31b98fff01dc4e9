import { hcl, type Rule } from "../rule";
import { fail, pass, undecided } from "../results";

const AUDIENCE = "sts.amazonaws.com";

export const rule: Rule = {
  id: "oidc-provider-audience",
  title: "OIDC providers are for AWS's token service only",
  why: "With another audience, tokens that were issued for something else open roles in AWS.",
  fix: 'set client_id_list to ["sts.amazonaws.com"]',
  snippet: hcl(`resource "aws_iam_openid_connect_provider" "cluster" {
  url            = "https://oidc.eks.us-west-2.amazonaws.com/id/…"
  client_id_list = ["sts.amazonaws.com"]
}`),
  severity: "error",
  documents: ["configure-s3-access-by-iam-role, Before you start"],
  *check({ model }) {
    for (const { resource, clientIds } of model.oidcProviders()) {
      const attribute = "client_id_list";
      if (!clientIds.known) {
        yield undecided(resource, clientIds);
        continue;
      }
      const others = clientIds.value.filter((id) => id !== AUDIENCE);
      for (const id of others) {
        yield fail(resource, `takes tokens for the audience ${id}`, { attribute, key: id });
      }
      if (!clientIds.value.includes(AUDIENCE)) {
        const message = `does not take tokens for ${AUDIENCE}, which EKS issues`;
        yield fail(resource, message, { attribute, key: AUDIENCE });
      } else if (others.length === 0) {
        yield pass(resource, `takes tokens for ${AUDIENCE} only`, { attribute });
      }
    }
  },
};
