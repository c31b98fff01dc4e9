import {
  TerraformElement,
  TerraformLocal,
  TerraformResource,
  type ITerraformDependable,
} from "cdktf";
import { Construct } from "constructs";
import { mapValues } from "../text/record";
import { pulsarChart, queueChart } from "../charts/queues";
import type { ReleaseSettings } from "../config/release";
import { fixedValues, type Values } from "../values";
import { address } from "./address";
import { literal } from "./literal";

const QUEUE = "deployed_queue";
const VOLUMES = "deployed_volumes";
const RELEASE = "helm_release.milvus";

/**
 * Refuses plans that would change what a deployed release must keep: the message queue, in which
 * lies what Milvus has not flushed, and what Kubernetes changes of no volume.
 *
 * Two resources of the state remember it. They are written after the release, so that they know what
 * was deployed and not what was tried, and ignore what the config says later: a plan in which they
 * remember something else than the config wants fails as a whole, before anything is applied.
 */
export class DeployedGuard extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly release: ReleaseSettings,
    private readonly after: ITerraformDependable,
    values: Values,
  ) {
    super(scope, id);
    this.queue();
    this.volumes(values);
  }

  private queue(): void {
    const { messageQueue, chartVersion } = this.release;
    // By sub-chart, since a queue's name means another Pulsar in another chart.
    const type = messageQueue?.type ?? "pulsar";
    const queue = queueChart(type, chartVersion) ?? type;
    const confirmed = messageQueue?.confirmChange === true;
    const memory = this.memory(QUEUE, queue, confirmed ? [] : ["input"]);
    // A state of old has it as a resource that was written before the release.
    new Moved(this, "terraform_data.message_queue", `terraform_data.${QUEUE}`);
    if (confirmed) return;
    memory.addOverride("lifecycle.postcondition", [
      { condition: `\${self.input == "${queue}"}`, error_message: refusal(queue, chartVersion) },
    ]);
  }

  /** Each part by itself, so that a part that comes is remembered, and one that goes is not. */
  private volumes(values: Values): void {
    const fixed = fixedValues(this.release, values);
    const written = mapValues(fixed, (keys) => mapValues(keys, (value) => literal(value)));
    new TerraformLocal(this, "fixed", written).overrideLogicalId(VOLUMES);
    const ignored = Object.keys(fixed).map((part) => `input.${part}`);
    this.memory(VOLUMES, `\${local.${VOLUMES}}`, ignored).addOverride("lifecycle.postcondition", [
      { condition: `\${length(${CHANGED}) == 0}`, error_message: FIXED },
    ]);
  }

  private memory(id: string, input: string, ignored: readonly string[]): TerraformResource {
    // CDKTF's own class for it runs `terraform version` at synth, where no Terraform is needed.
    const memory = new TerraformResource(this, id, {
      terraformResourceType: "terraform_data",
      dependsOn: [this.after],
      ...(ignored.length > 0 && { lifecycle: { ignoreChanges: [...ignored] } }),
    });
    memory.addOverride("input", input);
    return address(memory, id);
  }
}

/** What stands in the state, as the config of this chart calls it. */
function named(chartVersion: string): string {
  return pulsarChart(chartVersion) === "pulsar"
    ? '{ pulsarv3 = "Pulsar 3" }'
    : '{ pulsar = "pulsar2", pulsarv3 = "pulsar" }';
}

function refusal(queue: string, chartVersion: string): string {
  const name = (text: string) => `\${lookup(${named(chartVersion)}, ${text}, ${text})}`;
  return (
    `This release was deployed with the message queue ${name("self.input")}, and the config asks ` +
    `for ${name(`"${queue}"`)}: what Milvus has not flushed to the bucket would be lost. Keep the ` +
    "old queue in milvus.release.messageQueue; or stop all writes, flush every collection, and " +
    "confirm with messageQueue: { confirmChange: true }. If no Milvus is deployed any more, plan " +
    `with -replace=terraform_data.${QUEUE}.`
  );
}

/** Sentences on what is remembered otherwise; what the state does not know is nothing of these. */
const CHANGED =
  `flatten([for part, keys in local.${VOLUMES} : [for key, value in keys : ` +
  '"${key} was deployed as ${jsonencode(self.input[part][key])}, and the config asks for ${jsonencode(value)}" ' +
  "if try(self.input[part][key], value) != value]])";

const FIXED =
  `\${join("; ", ${CHANGED})}. Kubernetes changes neither the volumes of a StatefulSet nor, by a ` +
  "new number of replicas, the members of etcd: the upgrade would fail half done. Keep what was " +
  "deployed; or give up what is on the volumes: terraform destroy " +
  `-target=${RELEASE}, delete the claims, and apply again. If no Milvus is deployed any more, plan ` +
  `with -replace=terraform_data.${VOLUMES}.`;

/**
 * Tells Terraform that a resource of a state has another address now; one for a stack. CDKTF's own
 * `moveFromId` runs `terraform version` at synth, where no Terraform is needed.
 */
class Moved extends TerraformElement {
  constructor(
    scope: Construct,
    private readonly from: string,
    private readonly to: string,
  ) {
    super(scope, "moved");
  }

  override toTerraform(): object {
    return { moved: [{ from: this.from, to: this.to }] };
  }
}
