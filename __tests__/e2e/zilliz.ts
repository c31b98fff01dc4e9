import { oracle } from "../policies/oracle";
import { Iam } from "../support/aws";
import { ACCOUNT, type Moto } from "../support/moto";
import type { Plan } from "../support/terraform";
import { Deployment } from "./deployment";

/** Issuer of the cluster that Zilliz makes. */
export const ISSUER = "oidc.eks.us-west-2.amazonaws.com/id/FEDCBA9876543210FEDCBA9876543210";
export const OTHER_ISSUER = "oidc.eks.us-west-2.amazonaws.com/id/00000000000000000000000000000000";

/** The two trusts that Zilliz rewrites, by role name. */
export function trustsOf(stem: string, issuer: string): Record<string, unknown> {
  return {
    [`${stem}-storage-role`]: oracle("storage-role-trust", {
      "{accountId}": ACCOUNT,
      eks_oidc_url: issuer,
    }),
    [`${stem}-eks-role`]: oracle("current/eks-role-trust", {
      "${var.federated_principal}": `arn:aws:iam::${ACCOUNT}:oidc-provider/eks_oidc_url`,
      eks_oidc_url: issuer,
    }),
  };
}

/** What the stack `project` plans around trusts that Zilliz has rewritten. */
export interface Rewritten {
  /** While the config does not know the issuer. */
  readonly ignored: string;
  /** Once it names the issuer that Zilliz has written. */
  readonly agreed: Plan;
  /** When it names another one. */
  readonly undone: Plan;
}

/** Does what Zilliz does once its cluster exists, and asks Terraform what it thinks of it. */
export async function afterZilliz(
  moto: Moto,
  deployment: Deployment,
  config: { readonly project: object },
  stem: string,
): Promise<Rewritten> {
  const iam = new Iam(moto.endpoint);
  for (const [role, trust] of Object.entries(trustsOf(stem, ISSUER))) {
    await iam.rewriteTrust(role, trust);
  }
  const ignored = await deployment.stack("-project").workspace.drift();
  const planWith = async (issuer: string, out: string) => {
    const project = { ...config.project, oidcIssuer: `https://${issuer}` };
    const written = { ...config, project };
    const { folder } = deployment;
    // In a folder beside it: relative paths of states lead to the same place.
    const other = await Deployment.synthesize(folder, written, moto.endpoint, { out });
    const { workspace } = other.stack("-project");
    await workspace.init();
    return workspace.plan();
  };
  return {
    ignored,
    agreed: await planWith(ISSUER, "agreed.out"),
    undone: await planWith(OTHER_ISSUER, "undone.out"),
  };
}
