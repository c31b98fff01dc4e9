import { cached, cachedOf } from "../../text/cache";
import { arnMatches } from "../arn-glob";
import type { RequestContext } from "../context";
import { evaluate, type StatementRef } from "../evaluate";
import { isPattern } from "../glob";
import type { NamedPolicy } from "../policy";
import { statementsFor } from "../request";
import { statementsOf, type Statement } from "../statement";
import { hasVariable } from "../variables";
import { gainFrom } from "./gain";
import { anyOf, arnOf, kindNamed, type ResourceKind } from "./kinds";
import {
  decide,
  openWay,
  type Opened,
  type OpenWay,
  type Target,
  type Walker,
  type WaySeverity,
} from "./walker";
import type { Way } from "./way";

/** One thing to try a way on. */
interface Candidate {
  readonly label: string;
  readonly arn: string;
  readonly trust?: NamedPolicy;
  readonly context?: RequestContext;
}

interface Step {
  readonly action: string;
  readonly kind: ResourceKind;
  readonly onTarget: boolean;
}

const stepsOf = cached((text: string): Step => {
  const space = text.indexOf(" ");
  const onTarget = text[space + 1] === "@";
  const kind = kindNamed(text.slice(space + (onTarget ? 2 : 1)));
  return { action: text.slice(0, space), kind, onTarget };
});

/** What somebody attaches who may attach anything, and how somebody makes what has no boundary. */
const ADMINISTRATOR = { "iam:PolicyARN": "arn:aws:iam::aws:policy/AdministratorAccess" };
const CONTEXTS: Readonly<Record<string, RequestContext>> = {
  "iam:AttachRolePolicy": ADMINISTRATOR,
  "iam:AttachUserPolicy": ADMINISTRATOR,
  "iam:AttachGroupPolicy": ADMINISTRATOR,
  "iam:CreateRole": { "iam:PermissionsBoundary": [] },
};

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

/** One way, tried by one walker. */
export class Walk {
  private readonly steps: readonly Step[];
  private readonly kind: ResourceKind | undefined;

  constructor(
    private readonly walker: Walker,
    private readonly targets: readonly Target[],
    private readonly way: Way,
  ) {
    const own = way.steps.map((step) => stepsOf(step));
    const pass = { action: "iam:PassRole", kind: "role", onTarget: true } as const;
    this.steps = way.passedTo === undefined ? own : [pass, ...own];
    this.kind = this.steps.find(({ onTarget }) => onTarget)?.kind;
  }

  open(): readonly OpenWay[] {
    const beside = this.steps.filter(({ onTarget }) => !onTarget).map((step) => this.anyhow(step));
    if (beside.includes(undefined)) return [];
    const chosen = beside.flatMap((by) => by ?? []);
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
      ...others.flatMap((one) => this.openedOn(one, "warning")),
    ];
    return openWay(
      this.way,
      opened.map((one) => ({ ...one, by: [...one.by, ...chosen] })),
    );
  }

  /** Statements of the walker that allow something of an action. */
  private mentioning(action: string): readonly Statement[] {
    const { identity = [] } = this.walker.policies;
    return identity.flatMap(({ document }) =>
      statementsFor(statementsOf(document), action.toLowerCase()).filter(
        ({ effect }) => effect === "Allow",
      ),
    );
  }

  /** A step on something of the walker's choice: any that is allowed will do. */
  private anyhow(step: Step): readonly StatementRef[] | undefined {
    const named = this.patterns(step).map(({ arn }) => arn);
    for (const arn of [...this.standing(step.kind), ...named]) {
      const by = this.decide(step.action, arn);
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
    const { identity = [], boundary, scp = [] } = this.walker.policies;
    const statements = [identity, boundary ?? [], scp.flat()]
      .flat()
      .flatMap(({ document }) => statementsFor(statementsOf(document), action.toLowerCase()));
    const texts = statements.flatMap(({ effect, resources }) =>
      resources && (effect === "Allow") !== resources.negated ? resources.elements : [],
    );
    return [...new Set(texts)]
      .filter((text) => !hasVariable(text))
      .map((label) => ({ label, arn: this.concrete(label) }))
      .filter(({ arn }) => arnMatches(every, arn));
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
    const arn = anyOf(kind, this.walker.where);
    return { arn, label: `any ${kind}` };
  }

  /** Whether a target without any tag is out of reach. */
  private onlyWithTags(candidate: Candidate): boolean {
    const keys = this.steps
      .flatMap(({ action }) => this.mentioning(action))
      .flatMap(({ tests }) => tests.map(({ key }) => key))
      .filter((key) => /:resourcetag\//i.test(key));
    if (keys.length === 0) return false;
    const untagged = Object.fromEntries(keys.map((key) => [key, []]));
    return this.onTarget({ ...candidate, context: untagged }) === undefined;
  }

  /** What the policies name and the input does not hold. */
  private named(): readonly Candidate[] {
    const first = this.steps.find(({ onTarget }) => onTarget)!;
    const known = new Set(this.targets.map(({ arn }) => arn));
    return this.patterns(first).filter(
      ({ arn }) => !known.has(arn) && !this.walker.own.includes(arn),
    );
  }

  private inInput(kind: ResourceKind): readonly Opened[] {
    // Roles of the input are gone through one after the other.
    if (this.way.id === "assume-role") return [];
    return this.targets.flatMap((target) => {
      if (target.kind !== kind) return [];
      const { arn, trust, tags } = target;
      const label = arn === this.walker.arn ? "itself" : target.label;
      const context = tags && contextOfTags(tags);
      const candidate = { arn, label, ...(trust && { trust }), ...(context && { context }) };
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
    return passedTo === undefined || !trust || trustsOf(trust)(passedTo);
  }

  /** What a way to a target would bring the walker; undefined where that is nothing. */
  private worth(target: Target): WaySeverity | undefined {
    const isOwn = this.walker.own.includes(target.arn);
    if (this.way.id.includes("-boundary-")) {
      if (isOwn) return target.bounded === true ? "error" : undefined;
      return target.bounded === true ? "warning" : undefined;
    }
    const gain = gainsOf(this.walker)(target);
    if (this.way.gives === "any rights") return isOwn || gain === "error" ? "error" : "warning";
    return isOwn ? undefined : gain;
  }

  /** The statements that allow every step on a target; undefined where one is not allowed. */
  private onTarget({ arn, trust, context }: Candidate): readonly StatementRef[] | undefined {
    const found: StatementRef[] = [];
    for (const { action } of this.steps.filter(({ onTarget }) => onTarget)) {
      const by = this.decide(action, arn, trust, context);
      if (!by) return undefined;
      found.push(...by);
    }
    return found;
  }

  private decide(
    action: string,
    resource: string,
    trust?: NamedPolicy,
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

function contextOfTags(tags: Readonly<Record<string, string>>): RequestContext {
  return Object.fromEntries(
    Object.entries(tags).flatMap(([key, value]) => [
      [`aws:ResourceTag/${key}`, value],
      [`iam:ResourceTag/${key}`, value],
    ]),
  );
}
