import { keysOf } from "../../compliance/simulation/request-keys";
import { evaluate, type Decision } from "../../iam/evaluate";
import { list, type IamPolicy, type IamStatement, type NamedPolicy } from "../../iam/policy";
import { principalsOf } from "../../iam/principal";
import { decisionWords } from "../../iam/words/decision";
import { OIDC_PLACEHOLDER } from "../../policies/project/oidc-placeholder";
import { readPolicy } from "../../terraform/policy";
import { enumerate } from "../../iam/words/enumerate";
import { MASKED } from "../../text/mask";
import type { FoundResource } from "../aws/found";
import type { VerifyCheck } from "./report";

const KEY = /^sts:externalid$/i;
/** With a space, which no external ID has: it is nobody's, whatever the config's is. */
const WRONG = "somebody else";

/**
 * Who can assume a role by the trust that AWS has: those who should, with the right external ID, and
 * nobody with a wrong one or none. Decided here: only the vendor could try it.
 */
export function trustChecks(
  found: FoundResource & { readonly status: "there" },
  region: string,
): VerifyCheck[] {
  const { meant, body, attributes } = found;
  const [wanted, actual] = [body, attributes].map((values) => {
    const read = readPolicy("assume_role_policy", values["assume_role_policy"], "trust");
    return read.document.known ? read.document.value : undefined;
  });
  if (!wanted || !actual) return [];
  const trust = { name: "the trust", document: actual };
  const role = { arn: String(attributes["arn"]), name: String(attributes["name"]), region };
  const [pending, told] = [true, false].map((isPending) =>
    wanted.Statement.filter(
      (one) =>
        one.Effect === "Allow" && JSON.stringify(one).includes(OIDC_PLACEHOLDER) === isPending,
    ),
  );
  return [
    ...told!.flatMap((statement) => statementChecks(meant.address, role, statement, trust)),
    ...(pending!.length > 0 ? [placeholderCheck(meant.address, role, actual)] : []),
  ];
}

interface Role {
  readonly arn: string;
  readonly name: string;
  readonly region: string;
}

function placeholderCheck(address: string, { name }: Role, actual: IamPolicy): VerifyCheck {
  const isPending = JSON.stringify(actual).includes(OIDC_PLACEHOLDER);
  return {
    id: `trust ${address} cluster`,
    status: isPending ? "skipped" : "ok",
    text: isPending
      ? `role ${name}: Zilliz has not made its cluster yet; it writes the issuer into the trust then`
      : `role ${name}: Zilliz has written the issuer of its cluster into the trust`,
  };
}

function statementChecks(
  address: string,
  role: Role,
  statement: IamStatement,
  trust: NamedPolicy,
): VerifyCheck[] {
  const context = contextOf(statement);
  const ids = valuesOf(statement, KEY);
  const principals = principalsOf(statement.Principal ?? {});
  const ask = (name: string, keys: Keys) =>
    decide(role, callerOf(name), list(statement.Action ?? []), { ...context, ...keys }, trust);
  const id = `trust ${address}`;
  if (ids.length > 0) {
    return principals.flatMap(({ name }) => {
      const who = callerWords(name);
      const right = decisive(ids.map((one) => ask(name, { "sts:ExternalId": one })));
      return [
        {
          ...checkOf(`${id} right`, role, `${who} with the external ID`, right, true),
          ...(right.result !== "Allowed" && failure(role, right)),
        },
        checkOf(
          `${id} wrong`,
          role,
          `${who} with another external ID`,
          ask(name, { "sts:ExternalId": WRONG }),
          false,
        ),
        checkOf(`${id} missing`, role, `${who} without an external ID`, ask(name, {}), false),
      ];
    });
  }
  const [subject] = Object.keys(context).filter((key) => /:sub$/.test(key));
  if (subject !== undefined) {
    const issuer = subject.replace(/:sub$/, "");
    const name = principals[0]?.name ?? "";
    const pods = valuesOf(statement, /:sub$/).map((sub) =>
      sub.replace("system:serviceaccount:", ""),
    );
    return [
      checkOf(
        `${id} pods`,
        role,
        `service account ${enumerate(pods)} of ${issuer}`,
        ask(name, {}),
        true,
      ),
      checkOf(
        `${id} other pods`,
        role,
        "another service account of that cluster",
        ask(name, { [subject]: "system:serviceaccount:somebody:else" }),
        false,
      ),
    ];
  }
  const all = decisive(principals.map(({ name }) => ask(name, {})));
  return [checkOf(id, role, enumerate(principals.map(({ name }) => callerWords(name))), all, true)];
}

function valuesOf({ Condition = {} }: IamStatement, pattern: RegExp): string[] {
  return Object.entries(Condition).flatMap(([operator, tests]) =>
    /^String/.test(operator)
      ? Object.entries(tests).flatMap(([key, values]) =>
          pattern.test(key) ? list(values).map(String) : [],
        )
      : [],
  );
}

/** Somebody of an account, where all of it is let in. */
function callerOf(principal: string): string {
  return principal.replace(/:root$/, ":role/any");
}

/** The first that is not allowed, or the last. */
function decisive(decisions: readonly Decision[]): Decision {
  return decisions.find(({ result }) => result !== "Allowed") ?? decisions.at(-1)!;
}

type Keys = Readonly<Record<string, string>>;

const ANYTHING: NamedPolicy = {
  name: "may do anything",
  document: { Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
};

/** Whether somebody may do all of the actions with a role. */
function decide(
  { arn, region }: Role,
  principal: string,
  actions: readonly string[],
  context: Readonly<Record<string, readonly string[] | string>>,
  resource: NamedPolicy,
): Decision {
  const decisions = actions.map((action) => {
    const request = { principal, action, resource: arn };
    const keys = { ...keysOf(request, { region }), ...context };
    return evaluate({ ...request, context: keys }, { identity: [ANYTHING], resource });
  });
  return decisive(decisions);
}

/** What a request of the one that is meant has, as the conditions of a statement ask for it. */
function contextOf({ Condition = {} }: IamStatement): Record<string, string[]> {
  return Object.fromEntries(
    Object.values(Condition).flatMap((tests) =>
      Object.entries(tests)
        .filter(([key]) => !KEY.test(key))
        .map(([key, values]) => [
          key,
          list(values)
            .slice(0, 1)
            .map((value) => String(value).replace(/[*?]/g, "x")),
        ]),
    ),
  );
}

function checkOf(
  id: string,
  { name }: Role,
  who: string,
  decision: Decision,
  isMeant: boolean,
): VerifyCheck {
  const isAllowed = decision.result === "Allowed";
  const verdict = isAllowed ? "allowed" : "denied";
  const ok = isAllowed === isMeant;
  return {
    id,
    status: ok ? "ok" : "failed",
    text: `role ${name}: ${who}: ${verdict}${ok ? "" : `; ${decisionWords(decision)}`}`,
    ...(!ok && { fix: "byoc plan and byoc apply of this stack bring the trust back" }),
  };
}

/** Which of role, external ID and trust is at fault, and what the vendor's console says of it. */
function failure({ arn }: Role, { near }: Decision): Pick<VerifyCheck, "fix" | "message"> {
  const unmet = near.flatMap((one) => one.unmet.map(({ key }) => key));
  const isId = unmet.some((key) => KEY.test(key));
  const fault = isId
    ? "the external ID in the trust is not the config's"
    : unmet.length > 0
      ? `the trust asks for ${enumerate(unmet)} besides`
      : "the trust does not name Zilliz Cloud";
  return {
    message: `try assume role from[…] to [${arn}] with externalId[${MASKED}] failed`,
    fix: `${fault}; byoc plan and byoc apply of this stack bring the trust back`,
  };
}

function callerWords(name: string): string {
  const [, account, rest] = /^arn:[^:]*:iam::(\d{12}):(.+)$/.exec(name) ?? [];
  if (account === undefined) return name;
  return rest === "root" ? `account ${account}` : `${rest} of account ${account}`;
}
