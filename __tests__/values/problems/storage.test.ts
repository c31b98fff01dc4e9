import { CONTEXT, production } from "../settings";
import { told } from "./told";

describe("the bucket and its prefix", () => {
  it("are texts without quotes", () => {
    expect(told(production(), { ...CONTEXT, bucket: "2024-01-01" })).toEqual([
      "error milvus.bucket.name: the chart writes it without quotes, and Milvus reads it as a number or a date (use a name with letters, such as milvus-data)",
    ]);
  });

  it.each([
    ["milvus/prod", undefined],
    ["007", "the chart writes it without quotes, and Milvus reads no text"],
    ["a: b", "holds characters that the chart writes without quotes"],
    ["/milvus", "has a part that is empty or only dots"],
    ["a//b", "has a part that is empty or only dots"],
    ["../a", "has a part that is empty or only dots"],
  ])("rootPath %s: %s", (rootPath, message) => {
    const problems = message === undefined ? [] : [`error rootPath: ${message}`];
    expect(told(production({ rootPath }))).toEqual(problems);
  });
});
