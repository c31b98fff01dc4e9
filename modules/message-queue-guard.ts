import { TerraformResource, type ITerraformDependable, type Precondition } from "cdktf";
import { Construct } from "constructs";
import { pulsarChart } from "../charts/queues";
import type { ReleaseSettings } from "../config/release";
import { address } from "./address";

const ID = "message_queue";
const OUTPUT = `terraform_data.${ID}.output`;

/**
 * Refuses plans that would change the message queue of what is deployed: what Milvus has not yet
 * flushed from the old one would be lost.
 *
 * The state remembers the queue in a resource that ignores changes of its input; the release may be
 * planned only while it is the wanted one.
 */
export class MessageQueueGuard extends Construct {
  readonly resource: ITerraformDependable;
  /** Of the release; none where the config confirms the change. */
  readonly preconditions: Precondition[];

  constructor(scope: Construct, id: string, release: ReleaseSettings) {
    super(scope, id);
    const queue = deployedQueue(release);
    const confirmed = release.messageQueue?.confirmChange === true;
    // CDKTF's own class for it runs `terraform version` at synth, where no Terraform is needed.
    const memory = new TerraformResource(this, ID, {
      terraformResourceType: "terraform_data",
      ...(!confirmed && { lifecycle: { ignoreChanges: ["input"] } }),
    });
    memory.addOverride("input", queue);
    address(memory, ID, queue);
    this.resource = memory;
    this.preconditions = confirmed
      ? []
      : [{ condition: `\${${OUTPUT} == "${queue}"}`, errorMessage: refusal(queue) }];
  }
}

function refusal(queue: string): string {
  return (
    `This release was deployed with the message queue \${${OUTPUT}}, and the config asks for ` +
    `${queue}: what Milvus has not flushed to the bucket would be lost. Keep the old queue in ` +
    "milvus.release.messageQueue; or stop all writes, flush every collection, and confirm with " +
    "messageQueue: { confirmChange: true }."
  );
}

/** The queue that runs; two majors of Pulsar do not share their data, so they count as two. */
function deployedQueue({ messageQueue, chartVersion }: ReleaseSettings): string {
  const type = messageQueue?.type ?? "pulsar";
  return type === "pulsar" ? pulsarChart(chartVersion) : type;
}
