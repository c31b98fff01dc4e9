import { examples } from "./examples";
import { goldenOf } from "./golden";

/** Reference page of the outputs: every output that the stacks of the examples have. */
export function outputsReference(): string {
  const outputs = new Map<string, Map<string, string>>();
  for (const example of examples()) {
    for (const [file, text] of goldenOf(example)) {
      const section = /-(bootstrap|project|integration|milvus-access|milvus)\.tf\.json$/.exec(
        file,
      )?.[1];
      if (section === undefined) continue;
      const { output } = JSON.parse(text) as { output: Record<string, { description: string }> };
      const known = outputs.get(section) ?? new Map<string, string>();
      outputs.set(section, known);
      for (const [name, { description }] of Object.entries(output)) {
        known.set(name, description.replace(/ of arn:\S+:/, " of an existing key:"));
      }
    }
  }
  const tables = [...outputs]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([section, known]) => {
      const rows = [...known]
        .sort(([a], [b]) => a.localeCompare(b))
        .map(([name, description]) => `| \`${name}\` | ${description.replaceAll("|", "\\|")} |`);
      return `## Stack \`<name>-${section}\`\n\n| output | where its value goes |\n| --- | --- |\n${rows.join("\n")}`;
    });
  return `# Outputs

<!-- Generated from the stacks by \`npm run generate\`. -->

Read them with \`terraform output\` in a stack's folder. Names of the console's fields are the
documents' where they have one. They have none for the license, the network and the cross-account
role, so the console may call those fields otherwise.

${tables.join("\n\n")}
`;
}
