import eslint from "@eslint/js";
import tseslint from "typescript-eslint";

/** Layers, lowest first; a layer imports from itself and from those before it. */
const LAYERS = ["text", "aws", "charts", "config", "policies", "values", "modules", "stacks", "cli"];
/** Judges files, also those of others: stands on policies, and only the review and the command line on it. */
const COMPLIANCE = "compliance";
/** Shows files and what was found in them: stands on compliance, and only the command line on it. */
const REVIEW = "export";

const PROVIDER_ROOTS = {
  regex: "^@cdktf/provider-(aws|kubernetes|helm)$",
  message: "import by resource (@cdktf/provider-aws/lib/iam-role): the root costs 2.5 s a run",
};

/** Forbids imports from the given layers, and the roots of provider packages. */
function importsWithout(layers) {
  const patterns = layers.map((layer) => ({
    regex: `^(\\.\\./)+${layer}(/|$)`,
    message: `imports run downhill: ${LAYERS.toReversed().join(" -> ")}`,
  }));
  return { "no-restricted-imports": ["error", { patterns: [...patterns, PROVIDER_ROOTS] }] };
}

export default tseslint.config(
  { ignores: ["dist/", "cdktf.out/", "coverage/", "node_modules/", "state/", "review/"] },
  eslint.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // Offsets in messages count characters as people see them, which is what spreading gives.
      "@typescript-eslint/no-misused-spread": "off",
      // A value that the lines above have proven to be there.
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      ...importsWithout([]),
    },
  },
  ...LAYERS.map((layer, index) => ({
    files: [`${layer}/**/*.ts`],
    rules: importsWithout([
      ...LAYERS.slice(index + 1),
      ...(layer === "cli" ? [] : [COMPLIANCE, REVIEW]),
    ]),
  })),
  {
    files: [`${COMPLIANCE}/**/*.ts`],
    rules: importsWithout(["modules", "stacks", REVIEW, "cli"]),
  },
  {
    files: [`${REVIEW}/**/*.ts`],
    rules: importsWithout(["modules", "stacks", "cli"]),
  },
  {
    files: ["modules/**/*.ts", "stacks/**/*.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector:
            "Property[key.name=/^(assumeRolePolicy|policy)$/] CallExpression[callee.object.name='JSON']",
          message: "policies are rendered by renderPolicy, which refuses tokens and checks sizes",
        },
      ],
    },
  },
  {
    files: ["**/*.mjs", "**/*.cjs"],
    languageOptions: {
      globals: Object.fromEntries(
        ["process", "console", "module", "require"].map((name) => [name, "readonly"]),
      ),
    },
  },
  {
    // Tests read JSON that others wrote.
    files: ["__tests__/**/*.ts"],
    rules: {
      "@typescript-eslint/no-explicit-any": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
);
