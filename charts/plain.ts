import { parse } from "yaml";

/**
 * Whether the chart's unquoted templates keep a text a text: `bucketName: 2024-01-01` is a date and
 * `rootPath: 007` a number to the YAML that Milvus reads.
 */
export function staysText(text: string): boolean {
  return (["1.1", "1.2"] as const).every((version) => {
    try {
      return parse(text, { version, logLevel: "error" }) === text;
    } catch {
      return false;
    }
  });
}
