import type { Way } from "./way";
import table from "./table.json";

/**
 * Every known way to more rights, a row each. Sources: `P` pathfinding.cloud (DataDog, 2025-12, ids
 * of its paths), `R` Rhino Security Labs, "AWS IAM privilege escalation methods" (its numbers), `B`
 * what researchers wrote about a service, `C` checks of cloudsplaining and PMapper (their names).
 */
export const WAYS = table as readonly Way[];
