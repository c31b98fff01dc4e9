import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { schemasFor } from "../../hcl/schema";

/** Bindings that constructs and stacks import: `@cdktf/provider-aws/lib/iam-role`. */
const BINDINGS = [
  ...new Set(
    ["modules", "stacks"].flatMap((room) =>
      readdirSync(room, { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts"))
        .flatMap((file) => [
          ...readFileSync(join(room, file), "utf8").matchAll(/"(@cdktf\/provider-\w+\/lib\/.+?)"/g),
        ])
        .map(([, path]) => path!),
    ),
  ),
].filter((path) => !path.endsWith("/provider"));

/** Terraform's type of a binding, and whether it is of a data source. */
function typeOf(path: string): { readonly type: string; readonly isData: boolean } {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const classes = Object.values(require(path) as Record<string, { tfResourceType?: string }>);
  const type = classes.map(({ tfResourceType }) => tfResourceType).find(Boolean);
  if (type === undefined) throw new Error(`${path} binds no resource`);
  return { type, isData: /\/data-[a-z]+-/.test(path) };
}

it("finds what is bound", () => {
  expect(BINDINGS).toContain("@cdktf/provider-aws/lib/iam-role");
  expect(BINDINGS.length).toBeGreaterThan(25);
});

describe.each([2, 3] as const)("with the helm provider %i.x", (helm) => {
  it.each(BINDINGS)("%s can be written as HCL", (path) => {
    const { type, isData } = typeOf(path);
    const known = Object.values(schemasFor(helm)).flatMap((table) =>
      Object.keys(isData ? table.data : table.resources),
    );
    // `npm run provider-schema` adds what is missing.
    expect(known).toContain(type);
  });
});
