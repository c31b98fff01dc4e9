import { command } from "../../../text/shell";
import { failed, ok, warning, type LineBody } from "../line";
import type { Inquiry } from "../subject";
import table from "./service-roles.json";

/** A role that a service of AWS works with, and makes itself where its caller may. */
interface ServiceRole {
  readonly role: string;
  readonly service: string;
  /** What needs it. */
  readonly for: string;
  /** With whose rights it is made when it is first needed: the bootstrap role's, or those of an edition. */
  readonly madeBy: readonly string[];
}

const ROLES: readonly ServiceRole[] = table;

/** The roles of AWS's services that a data plane needs, which an account has after their first use. */
export async function serviceRoles({
  deployment,
  aws: { asking },
}: Inquiry): Promise<readonly LineBody[]> {
  if (!deployment.bootstrap && !deployment.project) return [];
  const maker = deployment.project ? deployment.edition : "bootstrap";
  const { sdk, client } = asking.session;
  const PathPrefix = "/aws-service-role/";
  const pages = sdk.paginateListRoles({ client: client("iam") }, { PathPrefix });
  const roles = await asking.all("iam:ListRoles", pages, (page) => page.Roles);
  const paths = new Set(roles.map(({ Path }) => Path));
  return ROLES.map((row) => lineOf(row, paths.has(`${PathPrefix}${row.service}/`), maker));
}

function lineOf(row: ServiceRole, isThere: boolean, maker: string): LineBody {
  const about = `service-linked role ${row.role}`;
  if (isThere) return ok(about, "is there");
  const fix = command(
    "aws",
    "iam",
    "create-service-linked-role",
    "--aws-service-name",
    row.service,
  );
  return row.madeBy.includes(maker)
    ? warning(about, "is not there", { reason: `it is made when ${row.for} first need it`, fix })
    : failed(about, "is not there", {
        reason: `${row.for} need it, and the ${maker} policies do not let Zilliz make it`,
        fix,
      });
}
