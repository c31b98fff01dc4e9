import type { IamPolicy } from "../policy";
import managed from "./managed.json";
import type { Way } from "./way";
import table from "./table.json";

/**
 * Every known way, the gravest first, a row each. Sources: `P` pathfinding.cloud (DataDog, 2025-12,
 * ids of its paths), `R` Rhino Security Labs, "AWS IAM privilege escalation methods" (its numbers),
 * `B` what researchers wrote about a service, `C` checks of cloudsplaining and PMapper (their names),
 * `Z` what the vendor's own texts open.
 */
export const EVERY_WAY = table as readonly Way[];

/** Those to more rights. */
export const WAYS = EVERY_WAY.filter(({ harm }) => !harm);

/**
 * Policies that AWS maintains for people to attach and that open a way, by name, with those of their
 * statements that ways ask about. Source: the list of managed policies of moto 5.2.1 (Apache-2.0),
 * which is AWS's own; what AWS makes for the roles of its services is left out.
 */
export const MANAGED_BY_AWS = managed as unknown as Readonly<Record<string, IamPolicy>>;
