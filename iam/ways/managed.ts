import type { IamPolicy } from "../policy";
import data from "./managed.json";

/**
 * Policies that AWS maintains for people to attach and that open a way, by name, with those of their
 * statements that ways ask about. Source: the list of managed policies of moto 5.2.1 (Apache-2.0),
 * which is AWS's own; what AWS makes for the roles of its services is left out.
 */
export const MANAGED_BY_AWS = data as unknown as Readonly<Record<string, IamPolicy>>;
