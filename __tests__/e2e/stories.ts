import { AwsStub, type Call } from "../support/aws-stub";
import { Storage } from "../support/aws-storage";
import { Moto } from "../support/moto";
import type { Plan } from "../support/terraform";
import { scratchFolder } from "../support/scratch";
import { Deployment, readAccount, type Account } from "./deployment";

type Drift = Record<string, string>;

/** A deployment from its first apply to its end, with what AWS held at each stage. */
export interface Story<Between = void> {
  readonly deployed: Promise<{ account: Account; drift: Drift }>;
  readonly between: Promise<Between>;
  readonly changed: Promise<{ plans: Record<string, Plan>; account: Account; drift: Drift }>;
  readonly destroyed: Promise<Account>;
  /** Keys in the bucket of states, when there is one. */
  readonly states: Promise<readonly string[]>;
  /** All that AWS was asked by Terraform. */
  readonly calls: Promise<readonly Call[]>;
}

/**
 * Deploys a config, changes it, and destroys it, in an emulated AWS of its own. Its stages are
 * promises, so that stories run beside each other: most of their time the provider only waits.
 */
export function tellStory<Between = void>(scene: {
  readonly config: object;
  readonly change: object;
  /** Bucket that the states lie in; it is made beforehand. */
  readonly states?: string;
  /** What happens between the deploy and the change. */
  readonly interlude?: (moto: Moto, deployment: Deployment) => Promise<Between>;
}): Story<Between | undefined> {
  const { config, change, states, interlude } = scene;
  const backend = states && { terraform: { backend: { type: "s3", bucket: states } } };
  const folder = scratchFolder();
  const synthesize = (between: AwsStub, written: object) =>
    Deployment.synthesize(folder, { ...written, ...backend }, between.endpoint);

  const begun = (async () => {
    const moto = await Moto.start();
    const stub = await AwsStub.start(moto.endpoint);
    if (states) await new Storage(moto.endpoint).create(states);
    const deployment = await synthesize(stub, config);
    await deployment.init();
    await deployment.apply();
    const deployed = {
      account: await readAccount(moto.endpoint),
      drift: await deployment.drift(),
    };
    return { moto, stub, deployment, deployed };
  })();
  const altered = begun.then(async ({ moto, stub, deployment }) => {
    const between = await interlude?.(moto, deployment);
    const next = await synthesize(stub, change);
    const plans = await next.plans();
    await next.apply();
    const account = await readAccount(moto.endpoint);
    return { moto, next, between, changed: { plans, account, drift: await next.drift() } };
  });
  const ended = altered.then(async ({ moto, next }) => {
    await putObjects(moto, states);
    await next.destroy();
    return {
      account: await readAccount(moto.endpoint),
      states: states === undefined ? [] : await new Storage(moto.endpoint).keys(states),
    };
  });
  const story = {
    deployed: begun.then(({ deployed }) => deployed),
    between: altered.then((alteration) => alteration.between),
    changed: altered.then(({ changed }) => changed),
    destroyed: ended.then(({ account }) => account),
    states: ended.then((end) => end.states),
    calls: Promise.all([begun, ended]).then(([{ stub }]) => stub.calls),
  };
  // Failures are the tests' to report, each when it comes to its stage.
  for (const stage of Object.values(story)) stage.catch(() => undefined);
  return story;
}

/** A bucket that is destroyed by force need not be empty. */
async function putObjects(moto: Moto, states?: string): Promise<void> {
  const storage = new Storage(moto.endpoint);
  for (const bucket of await storage.bucketNames()) {
    if (bucket !== states) await storage.put(bucket, "data/segment", "vectors");
  }
}
