import { rule as exposure } from "../../../compliance/rules/release-exposure";
import {
  releaseExternalS3 as externalS3,
  releaseNoKeys as noKeys,
} from "../../../compliance/rules/release-settings";
import { assigned, assignmentsOf, documentOf } from "../../../compliance/release/helm-values";
import { judgeJson } from "./judging";

type Json = Record<string, unknown>;

const GOOD = `minio: { enabled: false }
externalS3:
  enabled: yes
  useIAM: true
  useSSL: on
  host: s3.us-west-2.amazonaws.com
  bucketName: b
  rootPath: r
  region: us-west-2
`;
const stack = (release: Json, more: Json = {}) => ({
  resource: { helm_release: { milvus: { name: "milvus", chart: "milvus", ...release } } },
  ...more,
});
const judged = (release: Json, more?: Json) => {
  const { fails, passes } = judgeJson(externalS3, stack(release, more));
  const key = (line: string) => line.split(" ").at(-1);
  return { fails: fails.map(key), isOpen: fails.length + passes.length === 0 };
};
const NOTHING = { fails: [], isOpen: false };

describe("values in a synthesized file", () => {
  test.each([
    ["plain YAML", [GOOD]],
    ["yamlencode", ["${yamlencode({ minio = { enabled = true } })}", GOOD]],
    [
      "yamlencode over it",
      [
        GOOD.replace("host: s3", "host: s4"),
        '${yamlencode({ externalS3 = { host = "s3.${var.region}.amazonaws.com" } })}',
      ],
    ],
    ["a heredoc", [`\${<<-EOT\n${GOOD.replace(/^/gm, "    ")}\n    EOT\n}`]],
    ["an interpolation", [GOOD.replace("region: us-west-2", "region: ${var.region}")]],
    ["the first document of a text", [`---\n${GOOD}---\nminio: { enabled: true }\n`]],
    ["jsonencode", [GOOD, "${jsonencode({ externalS3 = { useIAM = true } })}"]],
  ])("%s", (_, values) => {
    const variable = { region: { default: "us-west-2" } };
    expect(judged({ values }, { variable })).toEqual(NOTHING);
  });

  test("a later document that is known decides, whatever the ones before say", () => {
    const values = ['${file("values.yaml")}', GOOD];
    // Only what the known one does not say is open.
    expect(judged({ values }).isOpen).toBe(true);
    const whole = `${GOOD}  iamEndpoint: ""\n  useVirtualHost: false\n`;
    expect(judged({ values: ['${file("values.yaml")}', whole] })).toEqual(NOTHING);
    expect(judged({ values: [whole, '${file("values.yaml")}'] }).isOpen).toBe(true);
  });

  test("blocks that are made of a variable may set anything", () => {
    const dynamic = { set: { for_each: "${var.more}", content: { name: "${set.key}" } } };
    expect(judged({ values: [GOOD], dynamic }).isOpen).toBe(true);
  });

  test.each([
    ["a block", { name: "externalS3.useIAM", value: "false" }],
    ["a list of blocks", [{ name: "externalS3.useIAM", value: "false", type: "auto" }]],
    [
      "text, of which Milvus reads the word",
      [{ name: "externalS3.useIAM", value: "false", type: "string" }],
    ],
    ["one among several", [{ name: "a", value: "1,externalS3.useIAM=false" }]],
  ])("set as %s", (_, set) => {
    expect(judged({ values: [GOOD], set })).toEqual({
      fails: ["externalS3.useIAM"],
      isOpen: false,
    });
  });

  test("only the name that is set to something unknown is", () => {
    const set = [
      { name: "externalS3.host", value: "${data.aws_region.r.name}" },
      { name: "cluster.enabled", value: "true" },
    ];
    expect(judged({ values: [GOOD], set }).isOpen).toBe(true);
    expect(judged({ values: [GOOD], set: set.slice(1) })).toEqual(NOTHING);
    const { messages } = judgeJson(noKeys, stack({ values: [GOOD], set }));
    expect(messages.join()).toContain("set is unknown: the region is unknown");
  });

  test("set_sensitive is the last word, but for set_wo", () => {
    const set_sensitive = [{ name: "externalS3.useIAM", value: "false" }];
    const set = [{ name: "externalS3.useIAM", value: "true" }];
    expect(judged({ values: [GOOD], set, set_sensitive }).fails).toEqual(["externalS3.useIAM"]);
    const hidden = { values: [GOOD], set_wo: null, set_wo_revision: 1 };
    expect(judged(hidden).isOpen).toBe(true);
    expect(judged({ values: [GOOD], set_sensitive, set_wo: set })).toEqual(NOTHING);
  });

  test("one element of a list is set", () => {
    const values = ["service: { type: LoadBalancer, loadBalancerSourceRanges: [0.0.0.0/0] }"];
    const set = [{ name: "service.loadBalancerSourceRanges[0]", value: "10.0.0.0/8" }];
    const { fails, messages } = judgeJson(exposure, stack({ values, set }));
    expect(fails).toContain("warning helm_release.milvus service");
    expect(messages).toContain("the load balancer faces the internet, for 10.0.0.0/8");
    const set_list = [{ name: "service.loadBalancerSourceRanges", value: ["10.0.0.0/8"] }];
    expect(judgeJson(exposure, stack({ values, set_list })).messages).toEqual(messages);
  });

  test("a key in what is known is found beside what is not", () => {
    const values = ['${file("v")}', "extraEnv: [{ name: AWS_SECRET_ACCESS_KEY, value: x }]"];
    const { fails, unknowns } = judgeJson(noKeys, stack({ values }));
    expect(fails).toHaveLength(1);
    expect(unknowns).toHaveLength(1);
  });
});

describe("what a set says", () => {
  const said = (name: string, value: string, type?: string) =>
    assignmentsOf(name, value, type)?.map(({ path, value: inner }) => [path, inner]);

  // As `helm template --set` reads them, of Helm 3.18.6.
  test.each([
    ["a.b", "TRUE", [[["a", "b"], true]]],
    ["a", "null", [[["a"], null]]],
    ["a", "0", [[["a"], 0]]],
    ["a", "007", [[["a"], "007"]]],
    ["a", "1.5", [[["a"], "1.5"]]],
    ["a", "", [[["a"], ""]]],
    ["a", "{1,b}", [[["a"], [1, "b"]]]],
    ["a", "{}", [[["a"], [""]]]],
    ["a", "{1,,b}", [[["a"], [1, "", "b"]]]],
    ["a", "-0", [[["a"], 0]]],
    ["a", "+1", [[["a"], 1]]],
    ["a", "x\\,y", [[["a"], "x,y"]]],
    ["a[0].b", "c", [[["a", 0, "b"], "c"]]],
    ["a\\.b", "c", [[["a.b"], "c"]]],
    [
      "a",
      "1,b.c=2",
      [
        [["a"], 1],
        [["b", "c"], 2],
      ],
    ],
  ])("%s=%s", (name, value, expected) => expect(said(name, value)).toEqual(expected));

  test("is text where its type says so, and YAML where it is literal", () => {
    expect(said("a", "true", "string")).toEqual([[["a"], "true"]]);
    expect(said("a.b", "{ c: [1] }", "literal")).toEqual([[["a.b"], { c: [1] }]]);
  });

  test("is undefined where Helm refuses it", () => {
    expect(said("a", "1,b")).toBeUndefined();
    expect(said("a[x]", "1")).toBeUndefined();
  });

  test("makes lists as long as is asked for, within reason", () => {
    expect(assigned({ a: [1] }, ["a", 2], 3)).toEqual({ a: [1, null, 3] });
    expect(JSON.stringify(assigned({}, ["a", 1e9], 3)).length).toBeLessThan(100);
  });
});

test("YAML is read as Go does", () => {
  expect(documentOf("a: yes\nb: 1:30\nc: 2020-01-01\nd: 0x10\ne: 'no'\n")).toEqual({
    a: true,
    b: "1:30",
    c: "2020-01-01",
    d: 16,
    e: "no",
  });
  expect(documentOf("")).toEqual({});
  expect(documentOf("a: [b")).toBeUndefined();
  expect(documentOf("b: &x { c: 1 }\na: { <<: *x, d: 2 }")).toMatchObject({ a: { c: 1, d: 2 } });
});
