import type { Index } from "./index-resources";
import { pathOf } from "./json";
import { textAt, valueOf } from "./known";
import { byValue, follow, type LinkEnd } from "./link";
import type { Resource } from "./model";
import type { WorkloadView } from "./model-view";
import rows from "./workloads.json";

const ROLE: LinkEnd = { type: "aws_iam_role", names: ["arn", "name"] };
const PROFILE: LinkEnd = { type: "aws_iam_instance_profile", names: ["name", "arn"] };

/** What runs with a role: the attribute that names it, and the place that leads to its role. */
interface Row {
  readonly kind: WorkloadView["kind"];
  /** Absent where AWS gives it an id of its own. */
  readonly name?: string;
  readonly role?: string;
  readonly profile?: readonly string[];
}

const ROWS = rows as Readonly<Record<string, Row>>;

/** Whatever of the input runs with a role; what has none is left out. */
export function joinWorkloads(index: Index): readonly WorkloadView[] {
  return Object.entries(ROWS).flatMap(([type, row]) =>
    index.ofType(type).flatMap((resource): WorkloadView[] => {
      const { kind, name, role, profile = [] } = row;
      const paths = role ? [role] : profile;
      if (!paths.some((path) => isSet(resource, attributeOf(path)))) return [];
      const profiles = profile.flatMap((path) => reached(index, resource, path, PROFILE));
      const [found] = role
        ? reached(index, resource, role, ROLE)
        : profiles.flatMap((one) => follow(index, one, "role", ROLE).resources);
      const named = name === undefined ? undefined : textAt(resource, [name]);
      return [{ resource, kind, name: valueOf(named), role: found }];
    }),
  );
}

function isSet(resource: Resource, attribute: string): boolean {
  const found = resource.resolve(attribute);
  // What is unknown and in no expression is AWS's to set.
  if (!found.known) return resource.references[attribute] !== undefined;
  const { value } = found;
  return Array.isArray(value) ? value.length > 0 : (value ?? "") !== "";
}

function reached(
  index: Index,
  resource: Resource,
  path: string,
  end: LinkEnd,
): readonly Resource[] {
  const text = textAt(resource, pathOf(path));
  if (text?.known) return byValue(index, resource, text.value, end);
  return text ? follow(index, resource, attributeOf(path), end).resources : [];
}

/** `ec2_attributes` of `ec2_attributes[0].instance_profile` */
function attributeOf(path: string): string {
  return String(pathOf(path)[0]);
}
