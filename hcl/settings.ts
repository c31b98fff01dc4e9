import { assignment, block, BodyBuilder, checkName, plainBody, schemaBody } from "./body";
import { bareList, expression, objectOf } from "./expression";
import {
  isObject,
  itemsOf,
  type Json,
  type JsonObject,
  labelled,
  objectsIn,
  propertiesOf,
} from "./json";
import type { HclAssignment, HclBlock, Body, HclLines } from "./layout";
import { providerSchema, type Schemas } from "./schema";

/** Blocks in the settings of a backend; everything else is an attribute. */
const BACKEND_BLOCKS: Readonly<Record<string, readonly string[]>> = {
  remote: ["workspaces"],
  cloud: ["workspaces"],
  kubernetes: ["exec"],
};
/** Read by Terraform itself, which evaluates nothing there. */
const PROVIDER_META = ["alias", "version"];

/** `terraform { required_version … }`: what the root needs. Terraform evaluates nothing in it. */
export function versionBlocks(terraform: Json | undefined, helm: 2 | 3): HclBlock[] {
  const builder = new BodyBuilder();
  for (const [name, value] of settings(terraform)) {
    switch (name) {
      case "backend":
      case "cloud":
        break;
      case "required_providers":
        builder.block(
          block(name, [], [objectsIn(value, name).flatMap((one) => requirements(one, helm))]),
        );
        break;
      case "required_version":
        for (const version of itemsOf(value)) {
          builder.attribute(name, expression(version, "literal"));
        }
        break;
      case "experiments":
        builder.attribute(name, bareList(value));
        break;
      default:
        throw new Error(`terraform.${name} is not written`);
    }
  }
  return terraformBlock(builder.body());
}

/** `terraform { backend … }` or `terraform { cloud … }`. Terraform evaluates nothing in it. */
export function backendBlocks(terraform: Json | undefined): HclBlock[] {
  const blocks = settings(terraform).flatMap(([name, value]) => {
    if (name !== "backend" && name !== "cloud") return [];
    return labelled(value, name === "backend" ? 1 : 0, name).map(({ labels, body }) => {
      const inner = BACKEND_BLOCKS[labels[0] ?? name] ?? [];
      for (const label of labels) checkName(label, name);
      return block(name, labels, plainBody(body, "literal", inner, name));
    });
  });
  return blocks.length === 0 ? [] : terraformBlock([blocks]);
}

export function providerBlocks(
  providers: Json | undefined,
  terraform: Json | undefined,
  schemas: Schemas,
): HclBlock[] {
  const types = providerTypes(terraform);
  return labelled(providers, 1, "provider").map(({ labels: [name = ""], body }) => {
    checkName(name, "provider");
    const own = propertiesOf(body);
    const meta = own.filter(([key]) => PROVIDER_META.includes(key));
    const rest = own.filter(([key]) => !PROVIDER_META.includes(key));
    const schema = providerSchema(schemas, types.get(name) ?? name);
    return block(
      "provider",
      [name],
      [
        meta.map(([key, value]) => assignment(key, expression(value, "literal"))),
        ...schemaBody(Object.fromEntries(rest), schema, `provider.${name}`),
      ],
    );
  });
}

function settings(terraform: Json | undefined): [string, Json][] {
  return objectsIn(terraform, "terraform").flatMap(propertiesOf);
}

function terraformBlock(body: Body): HclBlock[] {
  return body.every((group) => group.length === 0) ? [] : [block("terraform", [], body)];
}

function requirements(providers: JsonObject, helm: 2 | 3): HclAssignment[] {
  return propertiesOf(providers).map(([name, value]) => {
    checkName(name, "required_providers");
    return assignment(
      name,
      isObject(value) ? requirement(value, helm) : expression(value, "literal"),
    );
  });
}

/** Aliases are references, everything else is text. */
function requirement(value: JsonObject, helm: 2 | 3): HclLines {
  const source = value["source"];
  const isHelm = typeof source === "string" && source.endsWith("hashicorp/helm");
  return objectOf(
    propertiesOf(value).map(([name, inner]) => {
      if (name === "configuration_aliases") return assignment(name, bareList(inner));
      const narrows = isHelm && name === "version" && typeof inner === "string";
      return assignment(name, expression(narrows ? ofMajor(inner, helm) : inner, "literal"));
    }),
  );
}

/**
 * JSON is the same for every major version of the Helm provider, Terraform's own syntax is not: a
 * constraint that lets both in has to become one that lets in the one that is written for.
 */
function ofMajor(constraint: string, helm: 2 | 3): string {
  const parts = constraint.split(",").map((part) => part.trim());
  if (!parts.some((part) => part.startsWith(">"))) return constraint;
  const wider = helm === 2 ? /^<=? ?[3-9]\b/ : /^>=? ?[0-2]\b/;
  const kept = parts.filter((part) => !wider.test(part));
  if (kept.some((part) => part.startsWith(helm === 2 ? "<" : ">"))) return kept.join(", ");
  return (helm === 2 ? [...kept, "< 3.0.0"] : [">= 3.0.0", ...kept]).join(", ");
}

/** Type of a provider, by its name in this root: the last part of its source. */
function providerTypes(terraform: Json | undefined): Map<string, string> {
  const required = settings(terraform)
    .filter(([name]) => name === "required_providers")
    .flatMap(([, value]) => objectsIn(value, "required_providers"))
    .flatMap(propertiesOf);
  return new Map(
    required.flatMap(([name, value]) => {
      const source = isObject(value) ? value["source"] : undefined;
      return typeof source === "string" ? [[name, source.split("/").at(-1)!] as const] : [];
    }),
  );
}
