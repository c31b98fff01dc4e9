import { cached, cachedOf } from "../../text/cache";
import { groupBy } from "../../text/group";
import { arnMatches, arnOverlaps } from "../arn-glob";
import type { RequestContext } from "../context";
import { evaluate, type StatementRef } from "../evaluate";
import { isPattern } from "../glob";
import type { NamedPolicy } from "../policy";
import { statementsFor } from "../request";
import { statementsOf, type Statement } from "../statement";
import { hasVariable } from "../variables";
import { gainFrom } from "./gain";
import { anyOf, arnOf, type ResourceKind } from "./kinds";
import { CONTEXTS, contextOfTags, MADE, PASS_ROLE, stepOf, type Step } from "./step";
import {
  aboutAction,
  decide,
  openWay,
  type Opened,
  type OpenWay,
  type Target,
  type Trust,
  type Walker,
  type WaySeverity,
} from "./walker";
import type { Way } from "./way";

/** One thing to try a way on. */
interface Candidate {
  readonly label: string;
  readonly arn: string;
  readonly trust?: Trust;
  readonly context?: RequestContext;
}

/** An ARN, or a pattern, of all six parts. */
const WHOLE = /^arn:(?:[^:]*:){4}/;

/** Many ways begin alike: what was decided for one is decided for the others. */
const decisionsOf = cachedOf<Walker, Map<string, readonly StatementRef[] | undefined>>(
  () => new Map(),
);

/** What a target would bring, of which all ways to it ask. */
const gainsOf = cachedOf((walker: Walker) =>
  cachedOf((target: Target) => gainFrom(target.rights, walker)),
);

/** Whether a service may assume a role. */
const trustsOf = cachedOf((trust: NamedPolicy) =>
  cached((service: string) => {
    const request = {
      principal: service,
      action: "sts:AssumeRole",
      resource: "*",
      unmentionedKeys: "favourable",
    } as const;
    return evaluate(request, { resource: trust }).result === "Allowed";
  }),
);

const ofKind = cachedOf((targets: readonly Target[]) => {
  const byKind = groupBy(targets, ({ kind }) => kind);
  return (kind: ResourceKind) => byKind.get(kind) ?? [];
});

/** One way, tried by one walker. */
export class Walk {
  private readonly steps: readonly Step[];
  private readonly kind: ResourceKind | undefined;

  constructor(
    private readonly walker: Walker,
    private readonly targets: readonly Target[],
    private readonly way: Way,
  ) {
    const own = way.steps.map(stepOf);
    this.steps = way.passedTo === undefined ? own : [PASS_ROLE, ...own];
    this.kind = this.steps.find(({ onTarget }) => onTarget)?.kind;
  }

  open(): readonly OpenWay[] {
    const beside = groupBy(
      this.steps.filter(({ onTarget }) => !onTarget),
      ({ kind }) => kind,
    );
    const chosen: StatementRef[] = [];
    for (const [kind, steps] of beside) {
      const by = this.anyhow(kind, steps);
      if (!by) return [];
      chosen.push(...by);
    }
    if (this.kind === undefined) {
      return openWay(this.way, [{ target: "", severity: "error", by: chosen }]);
    }

    const any = this.anyTarget(this.kind);
    const onAny = this.onTarget(any);
    if (onAny && !this.onlyWithTags(any)) {
      return openWay(this.way, [
        { target: any.label, severity: "error", by: [...onAny, ...chosen] },
      ]);
    }
    const tagged = `${any.label} with the tags that are asked for`;
    const others = onAny ? [{ ...any, label: tagged }] : this.named();
    const opened = [
      ...this.inInput(this.kind),
      ...others.flatMap((one) => this.openedOn(one, this.way.harm ? "error" : "warning")),
    ];
    return openWay(
      this.way,
      opened.map((one) => ({ ...one, by: [...one.by, ...chosen] })),
    );
  }

  /** Statements of the walker that allow something of an action. */
  private mentioning(action: string): readonly Statement[] {
    return aboutAction(this.walker)(action).filter(({ effect }) => effect === "Allow");
  }

  /** Steps on one thing of the walker's choice: any on which all are allowed will do. */
  private anyhow(kind: ResourceKind, steps: readonly Step[]): readonly StatementRef[] | undefined {
    const named = steps.flatMap((step) => this.patterns(step)).map(({ arn }) => arn);
    for (const arn of new Set([...this.standing(kind), ...named])) {
      const by = this.allOf(steps, { arn, label: "", context: MADE[kind] });
      if (by) return by;
    }
    return undefined;
  }

  /** What there is of a kind without the input's telling: documents that AWS maintains. */
  private standing(kind: ResourceKind): readonly string[] {
    const { where } = this.walker;
    const any = anyOf(kind, where);
    if (kind !== "document") return [any];
    const { partition, region } = where;
    return [any, `arn:${partition}:ssm:${region}::document/AWS-RunShellScript`];
  }

  /** ARNs of a kind that the statements about an action name, with a text for each wildcard; they are called as they are written. */
  private patterns({ action, kind }: Step): readonly Candidate[] {
    const every = arnOf(kind, this.walker.where, "*");
    const { policies } = this.walker;
    const ceilings = [
      ...(policies.boundary ? [policies.boundary] : []),
      ...(policies.scp ?? []).flat(),
    ];
    const statements = [
      ...aboutAction(this.walker)(action),
      ...ceilings.flatMap(({ document }) =>
        statementsFor(statementsOf(document), action.toLowerCase()),
      ),
    ];
    const texts = statements.flatMap(({ effect, resources }) =>
      resources && (effect === "Allow") !== resources.negated ? resources.elements : [],
    );
    const found = new Map<string, Candidate>();
    for (const label of new Set(texts)) {
      if (!WHOLE.test(label) || hasVariable(label) || !arnOverlaps(every, label)) continue;
      const arn = this.concrete(label);
      if (!found.has(arn)) found.set(arn, { label, arn });
    }
    return [...found.values()];
  }

  private concrete(pattern: string): string {
    const { partition, account, region } = this.walker.where;
    const parts = pattern.split(":");
    const usual = ["arn", partition, "", region, account];
    return parts
      .map((part, at) => (at < 5 && isPattern(part) && usual[at] ? usual[at] : part))
      .join(":")
      .replaceAll("*", "any")
      .replaceAll("?", "x");
  }

  private anyTarget(kind: ResourceKind): Candidate {
    return { arn: anyOf(kind, this.walker.where), label: `any ${kind}` };
  }

  /** Whether a target without any tag is out of reach. */
  private onlyWithTags(candidate: Candidate): boolean {
    const context = this.untagged(this.steps);
    if (Object.keys(context).length === 0) return false;
    return this.onTarget({ ...candidate, context }) === undefined;
  }

  /** The tags of a resource that are asked for in some calls, as one has them who has none. */
  private untagged(steps: readonly Step[]): RequestContext {
    const keys = steps
      .flatMap(({ action }) => this.mentioning(action))
      .flatMap(({ tests }) => tests.map(({ key }) => key))
      .filter((key) => /:resourcetag\//i.test(key));
    return Object.fromEntries(keys.map((key) => [key, []]));
  }

  /** What the policies name and the input does not hold. */
  private named(): readonly Candidate[] {
    const first = this.steps.find(({ onTarget }) => onTarget)!;
    const known = ofKind(this.targets)(first.kind);
    return this.patterns(first).filter(
      ({ arn }) => !known.some((target) => target.arn === arn) && !this.isOwn(arn),
    );
  }

  private inInput(kind: ResourceKind): readonly Opened[] {
    // Roles of the input are gone through one after the other.
    if (this.way.id === "assume-role") return [];
    return ofKind(this.targets)(kind).flatMap((target) => {
      const { arn, trust, tags } = target;
      const label = arn === this.walker.arn ? "itself" : target.label;
      const candidate = { arn, label, trust, context: tags && contextOfTags(tags) };
      const opened = this.openedOn(candidate, "warning");
      // What it would bring is worked out last: it takes longest.
      const severity = opened.length > 0 && this.isTrusted(target) && this.worth(target);
      return severity ? opened.map((one) => ({ ...one, severity })) : [];
    });
  }

  private openedOn(candidate: Candidate, severity: WaySeverity): readonly Opened[] {
    const by = this.onTarget(candidate);
    return by ? [{ target: candidate.label, severity, by }] : [];
  }

  /** Whether the service that a role is handed to may assume it; a trust that is not known may let it. */
  private isTrusted({ trust }: Target): boolean {
    const { passedTo } = this.way;
    return passedTo === undefined || !trust || trust.inPart || trustsOf(trust)(passedTo);
  }

  /** What a way to a target would bring the walker; undefined where that is nothing. */
  private worth(target: Target): WaySeverity | undefined {
    const isOwn = this.isOwn(target.arn);
    if (this.way.harm) return isOwn ? undefined : "error";
    if (this.way.id.includes("-boundary-")) {
      if (isOwn) return target.bounded === true ? "error" : undefined;
      return target.bounded === true ? "warning" : undefined;
    }
    const gain = gainsOf(this.walker)(target);
    if (this.way.gives === "any rights") return isOwn || gain === "error" ? "error" : "warning";
    return isOwn ? undefined : gain;
  }

  private isOwn(arn: string): boolean {
    return this.walker.own.some((own) => arnMatches(own, arn));
  }

  /** The statements that allow every step on a target; undefined where one is not allowed. */
  private onTarget(candidate: Candidate): readonly StatementRef[] | undefined {
    const steps = this.steps.filter(({ onTarget }) => onTarget);
    return this.allOf(steps, candidate);
  }

  private allOf(
    steps: readonly Step[],
    { arn, trust, context }: Candidate,
  ): readonly StatementRef[] | undefined {
    const found: StatementRef[] = [];
    for (const step of steps) {
      const untagged = step.untagged ? this.untagged([step]) : {};
      const by = this.decide(step.action, arn, trust, { ...context, ...untagged });
      if (!by) return undefined;
      found.push(...by);
    }
    return found;
  }

  private decide(
    action: string,
    resource: string,
    trust?: Trust,
    context?: RequestContext,
  ): readonly StatementRef[] | undefined {
    const service = action === "iam:PassRole" ? this.way.passedTo : undefined;
    const known = decisionsOf(this.walker);
    const key = [action, resource, service, ...Object.keys(context ?? {})].join(" ");
    if (known.has(key)) return known.get(key);
    const by = decide(this.walker, action, resource, trust, {
      ...context,
      ...CONTEXTS[action],
      ...(service !== undefined && { "iam:PassedToService": service }),
    });
    known.set(key, by);
    return by;
  }
}
