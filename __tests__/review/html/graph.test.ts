import { layoutOf } from "../../../review/html/graph/layout";
import { columnsOf } from "../../../review/html/graph/rows";
import { splitGraph } from "../../../review/presented/trusts";
import { wrap } from "../../../review/html/graph/text";
import type { TrustGraph } from "../../../review/review";
import { exampleReview, fleetOf, graphOf } from "./reviews";

const drawn = (graph: TrustGraph) => layoutOf(columnsOf(graph));

describe.each([0, 1, 4, 40])("a drawing of %i roles", (roles) => {
  const graph = graphOf(roles);
  const { boxes, lines, width, height } = drawn(graph);

  it("has every node and every edge", () => {
    expect(new Set(boxes.map(({ node }) => node.id))).toEqual(
      new Set(graph.nodes.map(({ id }) => id)),
    );
    expect(lines.map(({ edge }) => edge)).toHaveLength(graph.edges.length);
    expect(new Set(lines.map(({ edge }) => edge))).toEqual(new Set(graph.edges));
  });

  it("puts no box over another, and none outside", () => {
    for (const [index, a] of boxes.entries()) {
      expect(a.x).toBeGreaterThanOrEqual(0);
      expect(a.y).toBeGreaterThanOrEqual(0);
      expect(a.x + a.width).toBeLessThanOrEqual(width);
      expect(a.y + a.height).toBeLessThanOrEqual(height);
      for (const b of boxes.slice(index + 1)) {
        const apart =
          a.x + a.width <= b.x ||
          b.x + b.width <= a.x ||
          a.y + a.height <= b.y ||
          b.y + b.height <= a.y;
        expect(apart).toBe(true);
      }
    }
  });

  it("begins and ends every line at the boxes of its edge", () => {
    for (const { edge, path } of lines) {
      const [x1, y1, ...rest] = path.match(/-?\d+(\.\d+)?/g)!.map(Number) as [
        number,
        number,
        ...number[],
      ];
      const from = boxes.filter(({ node }) => node.id === edge.from);
      expect(
        from.some((box) => x1 === box.x + box.width && y1 >= box.y && y1 <= box.y + box.height),
      ).toBe(true);
      const to = boxes.filter(({ node }) => node.id === edge.to);
      const x2 = /H[\d.]+$/.test(path) ? rest.at(-1)! : rest.at(-2)!;
      // Room for the tip of the arrow.
      expect(to.some((box) => Math.abs(box.x - x2 - 7) < 0.01)).toBe(true);
    }
  });
});

it("draws the same whenever it is asked", () => {
  expect(drawn(graphOf(40))).toEqual(drawn(graphOf(40)));
});

it("draws each deployment by itself where there are too many roles", () => {
  const { trusts } = exampleReview("full-production");
  expect(splitGraph(trusts)).toEqual([{ graph: trusts }]);
  const parts = splitGraph(fleetOf(exampleReview("full-production"), 20).trusts);
  expect(parts.map(({ deployment }) => deployment)).toEqual(
    Array.from({ length: 20 }, (_, index) => `acme-${String(index).padStart(3, "0")}`),
  );
  for (const { graph } of parts) {
    expect(graph.nodes.filter(({ kind }) => kind === "role")).toHaveLength(6);
    expect(graph.edges).toHaveLength(trusts.edges.length);
  }
});

it("breaks long names after punctuation and never loses more than it says", () => {
  expect(wrap("zilliz-byoc-acme-production-cross-account-role", 28)).toEqual([
    "zilliz-byoc-acme-production-",
    "cross-account-role",
  ]);
  expect(wrap("service account milvus:milvus-s3-access-sa", 23)).toEqual([
    "service account",
    "milvus:milvus-s3-",
    "access-sa",
  ]);
  // Nothing is cut, and what has a separator breaks at it however early it stands.
  expect(wrap("x".repeat(25), 10)).toEqual(["x".repeat(10), "x".repeat(10), "x".repeat(5)]);
  expect(wrap(`id/${"x".repeat(10)}`, 10)).toEqual(["id/", "x".repeat(10)]);
  expect(wrap("", 10)).toEqual([""]);
});
