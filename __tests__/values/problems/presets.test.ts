import { documented, production } from "../settings";
import { facing, own, told } from "./told";

it("finds nothing wrong with the preset production", () => {
  expect(told(production())).toEqual([]);
  expect(told(production({ mode: "standalone" }))).toEqual([]);
  expect(told(facing())).toEqual([]);
});

it("says of the preset documented what its document leaves open", () => {
  const chartVersion = "4.1.10";
  const service = { exposure: "public" } as const;
  expect(told(documented({ chartVersion, service }))).toEqual([
    "warning messageQueue: is left to the chart, whose default changes between versions: what is not flushed when it does is lost (set messageQueue.type to pulsar)",
    "warning rootPath: is not set: Milvus' objects lie in the bucket's root, where no second release can be (set rootPath to milvus)",
    "warning metrics.enabled: the load balancer faces the internet and passes on port 9091, which shows and changes Milvus' insides without a password (set metrics.enabled to false)",
    "warning authorization: the load balancer faces the internet, and Milvus asks nobody for a password (set authorization to true)",
  ]);
  expect(told(documented({ service }))).toContain(
    "warning preset: chart 5.0.19 (Milvus 2.6.15) ignores the document's four coordinators and runs a single one, without its resources and without a standby (set highAvailability to true, and components.coordinator)",
  );
});

it("lets the user's values choose the queue of the preset documented, one of them", () => {
  const of = (values: Record<string, unknown>) =>
    told(documented({ service: { exposure: "public" }, values })).filter((text) =>
      text.includes("queue"),
    );
  expect(of({ kafka: { enabled: true } })).toEqual([
    "error values.kafka.enabled: makes several queues: pulsarv3 and kafka are on (set messageQueue.type to kafka and remove kafka.enabled)",
  ]);
  expect(of({ kafka: { enabled: true }, pulsarv3: { enabled: false } })).toEqual([
    "warning values.pulsarv3.enabled: changes the queue past messageQueue, which guards against a change by mistake (set messageQueue.type to kafka and remove pulsarv3.enabled)",
    "warning values.kafka.enabled: changes the queue past messageQueue, which guards against a change by mistake (set messageQueue.type to kafka and remove kafka.enabled)",
  ]);
});

describe("versions", () => {
  it("are refused or warned of", () => {
    expect(told(production({ chartVersion: "3.3.0" }))).toEqual([
      "error chartVersion: chart 3.3.0 is older than 4.0.0, the oldest version that is known here (take a newer chart; Milvus itself is upgraded step by step)",
    ]);
    expect(told(production({ chartVersion: "5.0" }))).toEqual([
      "error chartVersion: chart 5.0 is no version of a chart (write one exact version, such as 5.0.19)",
    ]);
    expect(told(production({ chartVersion: "5.2.0" }))).toEqual([
      "warning chartVersion: chart 5.2.0 is newer than 5.0.19, the newest version that is known here; it is judged by that one (render the chart and read what it makes before you apply it)",
    ]);
  });

  it("are those of the image, too", () => {
    expect(told(own({ image: { all: { tag: "v2.5.4" } } }))).toEqual([
      "warning values.image.all.tag: chart 5.0.19 is for Milvus 2.6 and newer (take chart 4.2.58 for Milvus 2.5)",
    ]);
  });
});
