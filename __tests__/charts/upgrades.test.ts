import { versionIssues } from "../../charts/issues";
import { upgradeChanges, upgradeSteps } from "../../charts/upgrades";
import { compareVersions, KNOWN_VERSIONS, NEWEST } from "../../charts/versions";

const stepsOf = (version: string) => upgradeSteps(version).map((step) => step.chartVersion);

describe("steps of an upgrade", () => {
  it("go through the last chart of every line of Milvus", () => {
    expect(upgradeSteps("4.0.0")).toEqual([
      { chartVersion: "4.0.34", milvus: "2.2.14" },
      { chartVersion: "4.1.28", milvus: "2.3.13" },
      { chartVersion: "4.2.20", milvus: "2.4.16" },
      { chartVersion: "4.2.58", milvus: "2.5.16" },
      { chartVersion: "5.0.19", milvus: "2.6.15" },
    ]);
  });

  it.each([
    ["4.1.10", ["4.1.28", "4.2.20", "4.2.58", "5.0.19"]],
    // From one that had better not be upgraded to, it goes on as well.
    ["4.2.25", ["4.2.58", "5.0.19"]],
    ["4.2.58", ["5.0.19"]],
    [NEWEST, []],
    ["6.0.0", []],
  ])("from %s", (from, steps) => expect(stepsOf(from)).toEqual(steps));

  it.each(KNOWN_VERSIONS.map((version) => [version]))(
    "from %s stop at no version that something speaks against, nor skip a line",
    (version) => {
      const steps = stepsOf(version);
      for (const step of steps) expect(versionIssues(step)).toEqual([]);
      const sorted = [version, ...steps].sort(compareVersions);
      expect(sorted).toEqual([version, ...steps]);
      // Milvus 2.6 is reached from 2.5 alone.
      if (compareVersions(version, "4.2.33") < 0) expect(steps.slice(-2)[0]).toBe("4.2.58");
    },
  );
});

describe("what a step changes", () => {
  it.each([
    ["4.1.10", "4.1.28", []],
    ["4.1.28", "4.2.20", [/mixcoord/]],
    ["4.2.20", "4.2.58", [/Pulsar 3/]],
    ["4.2.58", "5.0.19", [/woodpecker/, /indexNode/]],
    ["5.0.0", "5.0.19", []],
  ] as const)("from %s to %s", (from, to, changes) => {
    const said = upgradeChanges(from, to);
    expect(said).toHaveLength(changes.length);
    changes.forEach((change, index) => expect(said[index]).toMatch(change));
  });
});
