import { inOrder, StackFailure } from "../../operate/schedule";
import { chosen, type Stack } from "../../operate/stacks";

const stack = (id: string, ...needs: string[]): Stack => ({ id, needs, folder: `/${id}` });
const FIVE = [stack("a"), stack("b", "a"), stack("c"), stack("d", "b"), stack("e", "absent")];
const forwards = { before: ({ needs }: Stack) => needs, jobs: 9, terraform: { stopped: false } };

/** Lets everything else that can go on do so. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("stacks side by side", () => {
  it("begin after those that they need, and no more at a time than was said", async () => {
    const log: string[] = [];
    let most = 0;
    let now = 0;
    const outcomes = await inOrder(FIVE, { ...forwards, jobs: 2 }, async ({ id }) => {
      most = Math.max(most, ++now);
      log.push(`+${id}`);
      await turn();
      log.push(`-${id}`);
      now -= 1;
      return id.toUpperCase();
    });
    expect(most).toBe(2);
    expect(log.indexOf("-a")).toBeLessThan(log.indexOf("+b"));
    expect(log.indexOf("-b")).toBeLessThan(log.indexOf("+d"));
    expect(outcomes.map((one) => one.status === "done" && one.result)).toEqual([..."ABCDE"]);
  });

  it("go on when one fails, but for those that need it", async () => {
    const outcomes = await inOrder(FIVE, forwards, async ({ id }) => {
      await turn();
      if (id === "a") throw new StackFailure("no right");
    });
    expect(outcomes.map(({ stack: { id }, ...rest }) => [id, rest])).toEqual([
      ["a", { status: "failed", words: "no right" }],
      ["b", { status: "not started", because: "a" }],
      ["c", { status: "done", result: undefined }],
      ["d", { status: "not started", because: "b" }],
      ["e", { status: "done", result: undefined }],
    ]);
  });

  it("do not begin once the run was told to end", async () => {
    const terraform = { stopped: false };
    const begun: string[] = [];
    const order = { ...forwards, jobs: 1, terraform };
    const outcomes = await inOrder(FIVE, order, async ({ id }) => {
      begun.push(id);
      terraform.stopped = true;
      await turn();
    });
    expect(begun).toEqual(["a"]);
    expect(outcomes.map(({ status }) => status)).toEqual(["done", ...Array(4).fill("not started")]);
  });

  it("end with a defect as it is", async () => {
    const work = () => Promise.reject(new TypeError("a mistake of ours"));
    await expect(inOrder(FIVE, forwards, work)).rejects.toThrow("a mistake of ours");
  });
});

describe("patterns of stacks", () => {
  const ids = ["acme-bootstrap", "acme-project", "other-project"];

  it("are ids, with * and ?", () => {
    expect([...chosen(ids, [])]).toEqual(ids);
    expect([...chosen(ids, ["acme-project"])]).toEqual(["acme-project"]);
    expect([...chosen(ids, ["*-project", "acme-?ootstrap"])]).toEqual(ids);
  });

  it("that name nothing are all told, with what was meant", () => {
    const told = () => chosen(ids, ["acme-projet", "x*", "acme.project", "*"]);
    expect(told).toThrow(/stack acme-projet[^]*fix: write acme-project[^]*stack acme.project/);
    expect(told).toThrow(/stack x\*[^]*allowed: acme-bootstrap, acme-project, other-project/);
    expect(told).toThrow("3 errors; nothing was written");
  });
});
