import { KNOWN_REGIONS } from "../aws/regions";
import { near, nearest } from "../text/near";

/** The region that a text means which is none: a zone of it, its name in capitals, or a slip. */
export function nearestRegion(text: string): string | undefined {
  const bare = text.trim().toLowerCase().replaceAll("_", "-");
  if (KNOWN_REGIONS.includes(bare)) return bare;
  const zone = KNOWN_REGIONS.find((region) => bare.slice(0, -1) === region);
  if (zone !== undefined) return zone;
  const meant = near(bare, KNOWN_REGIONS);
  const rest = KNOWN_REGIONS.filter((region) => region !== meant);
  // Of two that are as near, neither is the one that was meant.
  const isTie = nearest(bare, rest)?.slips === nearest(bare, KNOWN_REGIONS)?.slips;
  return isTie ? undefined : meant;
}
