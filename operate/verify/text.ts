import { createColors } from "picocolors";
import { renderDiff } from "../../permissions";
import { count } from "../../text/count";
import { oneLine } from "../../text/lines";
import { maskIssued } from "../../text/mask";
import { unique } from "../../text/unique";
import type { VerifyCheck, Verification, VerifiedResource } from "./report";

/** 0: all is as it is meant; 1: something is not; 3: that cannot be told. */
export function exitOf({ stacks, permissions }: Verification): 0 | 1 | 3 {
  const resources = stacks.flatMap((stack) => stack.resources);
  const checks = stacks.flatMap((stack) => stack.checks);
  const { gained, lost, undecided } = permissions.summary;
  const differs =
    resources.some(({ status }) => status === "differs" || status === "missing") ||
    checks.some(({ status }) => status === "failed") ||
    gained + lost > 0;
  if (differs) return 1;
  const isOpen =
    [...resources, ...checks].some(({ status }) => status === "unread") || undecided > 0;
  return isOpen ? 3 : 0;
}

/** For people: what is wrong first in each stack, then who may do what, the verdict last. */
export function verificationText(
  found: Verification,
  { colour, all }: { readonly colour: boolean; readonly all: boolean },
): string {
  const colours = createColors(colour);
  const paints: Readonly<Record<string, (text: string) => string>> = {
    ok: colours.green,
    same: colours.green,
    differs: colours.red,
    missing: colours.red,
    failed: colours.red,
    unread: colours.magenta,
    skipped: colours.dim,
  };
  const line = (status: string, text: string, more: readonly string[] = []) => [
    `  ${paints[status]!(status.padEnd(7))}  ${oneLine(maskIssued(text))}`,
    ...more.map((one) => `           ${oneLine(maskIssued(one))}`),
  ];
  const blocks = found.stacks.map(({ id, resources, checks }) => {
    const wrong = resources.filter(({ status }) => all || status !== "same");
    return [
      colours.bold(id),
      ...byWhy(wrong).flatMap((one) => line(one.status, resourceWords(one), resourceLines(one))),
      ...checks.flatMap((check) => line(check.status, check.text, checkLines(check))),
      ...(resources.length > 0 ? [`  ${summaryOf(resources)}`] : []),
    ].join("\n");
  });
  const { gained, lost, undecided } = found.permissions.summary;
  const drift =
    gained + lost + undecided > 0
      ? [
          `${colours.bold("Who may do what in AWS, against what is meant")}\n${renderDiff(found.permissions, "text", { colour }).trimEnd()}`,
        ]
      : [];
  return [...blocks, ...drift, verdictOf(found)].join("\n\n");
}

/** Many resources that cannot be read for one reason are one line. */
function byWhy(resources: readonly VerifiedResource[]): VerifiedResource[] {
  const whys = unique(resources.map(({ why }) => why));
  const few = resources.filter(({ why }) => why === undefined);
  return [
    ...few,
    ...whys.flatMap((why) => {
      const same = resources.filter((one) => one.why === why);
      const [first] = same;
      if (!first || same.length <= FEW) return same;
      return [{ ...first, address: `${first.address} and ${same.length - 1} more` }];
    }),
  ];
}

const FEW = 3;

function resourceWords({ address, name, why }: VerifiedResource): string {
  const called = name === undefined ? address : `${address}  ${name}`;
  return why === undefined ? called : `${called}: ${why}`;
}

function resourceLines({ differences, action, several }: VerifiedResource): string[] {
  return [
    ...differences.map(({ argument, text }) => `${argument}: ${text}`),
    ...(action === undefined ? [] : [`fix: allow ${action} to whoever runs byoc verify`]),
    ...(several ? ["fix: leave the tag Name to the one that is meant"] : []),
  ];
}

function checkLines({ message, fix }: VerifyCheck): string[] {
  return [
    ...(message === undefined ? [] : [`Zilliz Cloud says then: ${message}`]),
    ...(fix === undefined ? [] : [`fix: ${fix}`]),
  ];
}

function summaryOf(resources: readonly VerifiedResource[]): string {
  const of = (status: string) => resources.filter((one) => one.status === status).length;
  const parts = ["same", "differs", "missing", "unread"].flatMap((status) => {
    const number = of(status);
    return number > 0 ? [`${number} ${WORDS[status]!}`] : [];
  });
  return `${count(resources.length, "resource")}: ${parts.join(", ")}`;
}

const WORDS: Readonly<Record<string, string>> = {
  same: "as meant",
  differs: "different",
  missing: "missing",
  unread: "not read",
};

function verdictOf(found: Verification): string {
  const asked = `(${count(found.requests, "request")} to AWS)`;
  const verdict = {
    0: "all is as the config means",
    1: "not all is as the config means",
    3: "it cannot be told whether all is as the config means",
  }[exitOf(found)];
  return `${verdict} ${asked}`;
}
