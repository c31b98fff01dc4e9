import type { Construct } from "constructs";
import { awsManagedPolicyArn } from "../aws/arn";
import type { BucketSettings, Deployment, Section } from "../config/deployment";
import { Bucket } from "../modules/bucket";
import { ManagedPolicy } from "../modules/managed-policy";
import { output } from "../modules/output";
import { Role } from "../modules/role";
import { CATALOGUE, textOf } from "../policies/catalogue";
import type {
  ConsoleField,
  ManagedRow,
  PolicyRow,
  RoleRow,
  RowWords,
} from "../policies/catalogue-row";
import { OIDC_PLACEHOLDER } from "../policies/project/oidc-placeholder";
import type { TextFacts } from "../policies/text-facts";
import { ByocStack } from "./byoc-stack";

/** A stack of what the catalogue has for a section; some sections add what is their own. */
export class DocumentedStack extends ByocStack {
  private readonly facts: TextFacts;
  private readonly managed = new Map<string, ManagedPolicy>();
  private readonly fields: (ConsoleField & { readonly id: string; readonly arn: string })[] = [];

  /** @throws Error when the deployment has no such section. */
  constructor(
    scope: Construct,
    deployment: Deployment,
    private readonly documented: Section,
  ) {
    super(scope, deployment, documented, CATALOGUE[documented].document);
    const facts = CATALOGUE[documented].facts(deployment);
    if (!facts) throw new Error(`${deployment.name} has no section ${documented}`);
    this.facts = facts;
  }

  /** Everything, in the usual order. */
  make(bucket?: BucketSettings): this {
    if (bucket) this.makeBucket(bucket);
    this.makeRoles();
    this.showFields();
    return this;
  }

  /** The bucket that the roles work with, unless it is there already. */
  protected makeBucket(settings: BucketSettings): void {
    if (!settings.existing) new Bucket(this, "bucket", { deployment: this.deployment, settings });
  }

  /** Policies and roles, in the order of the catalogue; the roles by kind. */
  protected makeRoles(): ReadonlyMap<string, Role> {
    const { policies, roles } = CATALOGUE[this.documented];
    for (const policy of policies) this.managedPolicy(policy);
    const wanted = roles.filter(({ isMade }) => isMade?.(this.deployment) !== false);
    return new Map(wanted.map((row) => [row.kind, this.role(row)]));
  }

  /** Outputs that say where bucket, ARNs and external ID go. */
  protected showFields(): void {
    const { bucketField, externalIdField } = CATALOGUE[this.documented];
    const { bucket, externalIds } = this.facts;
    if (bucketField !== undefined) output(this, "bucket_name", bucket, bucketField);
    for (const { id, arn, ...console } of this.fields.toSorted((a, b) => a.place - b.place)) {
      output(this, console.output ?? `${id}_arn`, arn, this.said(console.field));
    }
    if (externalIdField === undefined) return;
    const isChanged = externalIds.length > 1;
    const which = isChanged ? "the new one, in the old one's place" : "the one shown there";
    const field = `${externalIdField}: External ID, which must be ${which}`;
    output(this, "external_id", externalIds.at(-1) ?? "", field);
  }

  private role(row: RoleRow): Role {
    const { deployment, facts } = this;
    const settings = row.settings(deployment);
    const trust = textOf(row.trust, facts, row.trustEdition ?? deployment.edition);
    if (!settings || !trust) throw new Error(`${deployment.name} does not have ${row.words}`);
    const role = new Role(this, row.id, {
      settings,
      description: this.said(row.description),
      trust,
      ignoreTrustChanges: row.rewritten === true && facts.issuer === OIDC_PLACEHOLDER,
      boundary: this.managed.get("permission_boundary"),
    });
    for (const [id, name] of Object.entries(row.awsPolicies ?? {})) {
      role.attachByArn(id, awsManagedPolicyArn(deployment.partition, name));
    }
    for (const policy of row.policies) this.give(role, policy);
    this.fields.push({ ...row.console, id: row.id, arn: role.arn });
    return role;
  }

  private give(role: Role, row: PolicyRow): void {
    if (row.use === "managed") {
      role.attach(row.attachment ?? row.id, this.managedPolicy(row));
      return;
    }
    const text = textOf(row.text, this.facts, this.deployment.edition);
    if (text) role.addInlinePolicy(row.id, this.nameOf(row), text);
  }

  private managedPolicy(row: ManagedRow): ManagedPolicy {
    const { deployment, facts } = this;
    const before = this.managed.get(row.id);
    if (before) return before;
    const policy = textOf(row.text, facts, deployment.edition);
    if (!policy) throw new Error(`${deployment.name} has nothing to grant by ${row.id}`);
    const { path } = facts;
    const { id, description } = row;
    const name = this.nameOf(row);
    const made = new ManagedPolicy(this, id, { deployment, name, path, description, policy });
    this.managed.set(id, made);
    if (row.console) this.fields.push({ ...row.console, id, arn: made.arn });
    return made;
  }

  private nameOf({ suffix }: PolicyRow): string {
    return `${this.facts.prefix}${suffix}`;
  }

  private said(words: RowWords): string {
    return typeof words === "string" ? words : words(this.facts);
  }
}
