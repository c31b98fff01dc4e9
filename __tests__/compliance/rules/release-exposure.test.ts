// Releases as CDKTF writes them, and who can reach their Milvus.
import { stringify } from "yaml";
import { rule as exposure } from "../../../compliance/rules/release-exposure";
import { judgeJson } from "./judging";
import { stack, values, VALUES, type Json } from "./release-material";

const failsOf = (release: Json) => judgeJson(exposure, stack(release)).fails;

describe("release-exposure", () => {
  const SCHEME = "service.beta.kubernetes.io/aws-load-balancer-scheme";
  const facing = (service: Json) => ({
    values: [
      values({
        service: {
          annotations: { ...VALUES.service.annotations, [SCHEME]: "internet-facing" },
          ...service,
        },
      }),
    ],
  });

  const user = (config: string) => ({ extraConfigFiles: { "user.yaml": config } });

  test.each([
    ["every address, as in the document", facing({}), "error"],
    [
      "0.0.0.0/0 among others",
      facing({ loadBalancerSourceRanges: ["10.0.0.0/8", "0.0.0.0/0"] }),
      "error",
    ],
    ["named addresses", facing({ loadBalancerSourceRanges: ["203.0.113.0/24"] }), "warning"],
    ["no annotations", { values: [values({ service: { annotations: {} } })] }, "error"],
  ])("finds a load balancer for %s", (_, release, severity) => {
    // Both are the chart's and Milvus' own, behind any load balancer that faces the internet.
    expect(failsOf(release)).toEqual(
      [
        `${severity} helm_release.milvus service`,
        "warning helm_release.milvus authorization",
        "warning helm_release.milvus metrics",
      ].sort(),
    );
  });

  test.each([
    [{}, ["authorization", "metrics", "service"]],
    [{ metrics: { enabled: false } }, ["authorization", "service"]],
    [user("{ common: { security: { authorizationEnabled: true } } }"), ["metrics", "service"]],
    [user("{ common: { security: { authorizationEnabled: false } } }"), undefined],
    [user("common: ["), undefined],
  ])("finds port 9091 and no password behind one: %j", (changes, keys) => {
    const service = { loadBalancerSourceRanges: ["203.0.113.0/24"] };
    const [text] = facing(service).values;
    const { fails } = judgeJson(exposure, stack({ values: [text, stringify(changes)] }));
    expect(fails).toEqual(
      (keys ?? ["authorization", "metrics", "service"]).map(
        (key) => `warning helm_release.milvus ${key}`,
      ),
    );
  });

  test("finds an ingress", () => {
    const annotations = { "alb.ingress.kubernetes.io/scheme": "internet-facing" };
    const release = { values: [values({ ingress: { enabled: true, annotations } })] };
    expect(failsOf(release)).toEqual(["warning helm_release.milvus ingress"]);
  });

  test("a service within the cluster is not exposed", () => {
    expect(failsOf(facing({ type: "ClusterIP" }))).toEqual([]);
  });
});
