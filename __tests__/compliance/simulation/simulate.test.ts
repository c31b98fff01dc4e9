import { ASKED, type SimulationRow } from "../../../compliance/simulation/row";
import { simulate, type SimulatedDeployment } from "../../../compliance/simulation/simulate";
import { SIMULATION_TABLE } from "../../../compliance/simulation/table";
import { deploymentOf, subjectOf, type Options } from "./deployment";

const EDITIONS = ["documented", "current"] as const;

function results(options: Options) {
  const all = simulate(SIMULATION_TABLE, subjectOf(deploymentOf(options)));
  return {
    passed: all.filter(({ outcome }) => outcome === "passed"),
    failed: all.filter(({ outcome }) => outcome === "failed").map(({ text }) => text),
    skipped: all.filter(({ outcome }) => outcome === "skipped"),
  };
}

describe.each(EDITIONS)("own policies of the edition %s", (edition) => {
  it("answer every row as the documents do", () => {
    const { passed, failed, skipped } = results({ edition, keys: "arn", cluster: true });
    expect(failed).toEqual([]);
    expect(passed.length).toBeGreaterThan(150);
    // Only the other edition's rows are left out, and those of Milvus' other way to its role.
    const ofEdition = skipped.filter(({ row }) => !row.id.startsWith("milvus-pod"));
    expect(ofEdition.map(({ row }) => row.edition)).toEqual(
      ofEdition.map(() => (edition === "documented" ? "current" : "documented")),
    );
  });

  it("do so where EKS Pod Identity gives Milvus its role", () => {
    const { passed, failed } = results({ edition, keys: "arn", cluster: true, pods: true });
    expect(failed).toEqual([]);
    const ofTrust = passed.filter(({ row }) => row.role === "milvusTrust");
    expect(ofTrust.map(({ row }) => row.id)).toEqual(
      SIMULATION_TABLE.filter(({ id }) => id.startsWith("milvus-pod")).map(({ id }) => id),
    );
  });

  it("do so while the issuer is still the placeholder", () => {
    expect(results({ edition }).failed).toEqual([]);
  });

  it("do so without keys, where rows of keys are left out", () => {
    const { failed, skipped } = results({ edition });
    expect(failed).toEqual([]);
    expect(skipped.map(({ text }) => text)).toContain("the deployment has no storageKey");
  });
});

describe("own policies with keys that are known by alias", () => {
  it("answer every row of the edition current", () => {
    expect(results({ edition: "current", keys: "alias" }).failed).toEqual([]);
  });

  it.each(EDITIONS)("answer every row of the edition %s below the boundary", (edition) => {
    expect(results({ edition, keys: "alias", bounded: true }).failed).toEqual([]);
  });
});

describe("the table", () => {
  it("has about a hundred rows or more, each with an id of its own", () => {
    const ids = SIMULATION_TABLE.map(({ id }) => id);
    expect(ids.length).toBeGreaterThanOrEqual(100);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("has rows of both outcomes for every kind of role", () => {
    const kinds = [...new Set(SIMULATION_TABLE.map(({ role }) => role))];
    expect(kinds).toEqual([...ASKED.keys()]);
    for (const kind of kinds) {
      const outcomes = SIMULATION_TABLE.filter(({ role }) => role === kind).map(
        ({ expected }) => expected,
      );
      expect(new Set(outcomes)).toEqual(new Set(["allowed", "denied"]));
    }
  });
});

describe("a row that fails", () => {
  const subject: SimulatedDeployment = {
    edition: "documented",
    parameters: {
      account: "111122223333",
      storageRole: "arn:aws:iam::111122223333:role/s",
      bucket: "b",
    },
    policies: {
      storage: {
        identity: [
          {
            name: "storagePolicy",
            document: {
              Version: "2012-10-17",
              Statement: [
                { Sid: "Everything", Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::b*" },
                {
                  Sid: "Tagged",
                  Effect: "Allow",
                  Action: "kms:Decrypt",
                  Resource: "*",
                  Condition: { StringEquals: { "aws:ResourceTag/Vendor": "zilliz-byoc" } },
                },
              ],
            },
          },
        ],
      },
    },
  };
  const row = (more: Partial<SimulationRow>): SimulationRow => ({
    id: "x",
    role: "storage",
    action: "s3:DeleteBucket",
    resource: "arn:aws:s3:::{bucket}",
    expected: "denied",
    why: "the bucket is kept",
    ...more,
  });

  it("names the statement that allowed it", () => {
    expect(simulate([row({})], subject)[0]).toMatchObject({
      outcome: "failed",
      text: "storage: s3:DeleteBucket on arn:aws:s3:::b should be denied (the bucket is kept): allowed by storagePolicy, statement Everything",
    });
  });

  it("names the layer that denied it, and the nearest statement", () => {
    const decrypt = row({
      action: "kms:Decrypt",
      resource: "*",
      expected: "allowed",
      why: "reads",
    });
    expect(simulate([decrypt], subject)[0]).toMatchObject({
      outcome: "failed",
      text: 'storage: kms:Decrypt on * should be allowed (reads): not allowed by the role\'s own policies; nearest is storagePolicy, statement Tagged, which asks that the tag Vendor of the resource is "zilliz-byoc"',
    });
  });

  it("of several resources names the one that is denied", () => {
    const together = [{ resource: "arn:aws:s3:::b/x" }, { resource: "arn:aws:s3:::c/x" }];
    const [result] = simulate([row({ together, expected: "allowed" })], subject);
    expect(result?.outcome).toBe("failed");
    expect(result?.text).toContain("s3:DeleteBucket on arn:aws:s3:::c/x should be allowed");
  });

  it("is left out where the deployment lacks what it names", () => {
    const skipped = simulate(
      [row({ resource: "{storageKey}" }), row({ role: "milvus" }), row({ edition: "current" })],
      subject,
    );
    expect(skipped).toMatchObject([
      { outcome: "skipped", text: "the deployment has no storageKey" },
      { outcome: "skipped", text: "there is no milvus" },
      { outcome: "skipped", text: "the row is of the edition current" },
    ]);
  });
});
