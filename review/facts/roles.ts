import { groupBy } from "../../text/group";
import type { RoleView } from "../../terraform/model-view";
import type { ElsewherePolicy, RoleReview } from "../review";
import { roleName } from "./access/holders";
import type { ReviewSource } from "./source";

/** Every role of every stack. */
export function rolesOf(source: ReviewSource): readonly RoleReview[] {
  return stackByStack(
    source,
    source.model.roles().map((view) => roleOf(view, source)),
  );
}

/** What roles carry beside it, by ARN alone. */
export function elsewhereOf(source: ReviewSource): readonly ElsewherePolicy[] {
  const found = source.model.roles().flatMap((view): ElsewherePolicy[] => {
    const { resource, boundary, attachedElsewhere } = view;
    const stack = source.stackOf(resource).id;
    const who = { stack, address: resource.address, principal: roleName(view) };
    const ceiling = boundary && !boundary.policy && boundary.arn.known ? [boundary.arn.value] : [];
    return [
      ...ceiling.map((arn) => ({ ...who, arn, as: "boundary" as const })),
      ...[...attachedElsewhere].sort().map((arn) => ({ ...who, arn, as: "policy" as const })),
    ];
  });
  return stackByStack(source, found);
}

function stackByStack<Row extends { readonly stack: string }>(
  { stacks }: ReviewSource,
  rows: readonly Row[],
): readonly Row[] {
  const byStack = groupBy(rows, ({ stack }) => stack);
  return stacks.flatMap(({ id }) => byStack.get(id) ?? []);
}

function roleOf(view: RoleView, source: ReviewSource): RoleReview {
  const { resource, boundary } = view;
  const description = resource.values["description"];
  return {
    stack: source.stackOf(resource).id,
    address: resource.address,
    name: roleName(view),
    ...(typeof description === "string" && { description }),
    ...(boundary?.arn.known && {
      boundary: {
        arn: boundary.arn.value,
        ...(boundary.policy && { policy: boundary.policy.resource.address }),
      },
    }),
  };
}
