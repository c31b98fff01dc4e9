import { isRecord, type PlainRecord } from "../../../text/record";
import { command } from "../../../text/shell";
import type { Asking } from "../../aws/asking";
import { awsReader } from "../../aws/read";
import { backendOf, setting } from "../../backend";
import type { MadeStack } from "../../made";
import { failed, ok, warning, type LineBody } from "../line";
import type { Inquiry } from "../subject";
import { bucketFacts } from "./bucket-facts";
import { block, make } from "./existing";
import { objectText, openBackend } from "./state";

/** The place of the states, where that is S3: the bucket, and what locks them. */
export async function stateBackend(asking: Inquiry): Promise<readonly LineBody[]> {
  const [first] = asking.stacks;
  const { type, settings } = first ? backendOf(first) : { type: "local", settings: {} };
  if (type !== "s3") return [];
  const own = await openBackend(settings, asking);
  try {
    const found = await Promise.all([
      bucketLines(own, settings),
      tableLines(own, settings),
      ...asking.stacks.map((stack) => lockLines(own, stack)),
    ]);
    return found.flat();
  } finally {
    own.session.close();
  }
}

async function bucketLines(asking: Asking, settings: PlainRecord): Promise<readonly LineBody[]> {
  const name = setting(settings, "bucket") ?? "";
  const { region } = asking.session;
  const about = `state bucket ${name}`;
  const facts = await bucketFacts(awsReader(asking), name);
  const api = (...words: string[]) => command("aws", "s3api", ...words);
  if (facts === "missing") {
    const fix = make(name, region);
    return [failed(about, "is not there", { reason: "Terraform does not make it", fix })];
  }
  if (facts === "forbidden") {
    return [
      failed(about, "may not be looked at", {
        reason: "the credentials have no right to it, or it is another account's",
        fix: "byoc doctor --print-deployer-policy prints the rights that states need",
      }),
    ];
  }
  const versioning = ["put-bucket-versioning", "--bucket", name];
  const lines = [
    ...(facts.region === region
      ? []
      : [
          failed(about, `lies in ${facts.region}`, {
            reason: `terraform.backend says ${region}`,
            fix: `terraform.backend.region: ${facts.region} in the config`,
          }),
        ]),
    ...(facts.isPublic
      ? [failed(about, "is public", { reason: "states hold secrets", fix: block(name) })]
      : facts.isBlocked
        ? []
        : [
            warning(about, "can be made public", {
              reason: "states hold secrets, and its public access is not blocked",
              fix: block(name),
            }),
          ]),
    ...(facts.isVersioned
      ? []
      : [
          warning(about, "keeps no older versions", {
            reason: "a state that was spoilt cannot be had back",
            fix: api(...versioning, "--versioning-configuration", "Status=Enabled"),
          }),
        ]),
    ...(facts.isEncrypted
      ? []
      : [
          warning(about, "has no encryption of its own", {
            fix: api(
              ...["put-bucket-encryption", "--bucket", name],
              "--server-side-encryption-configuration",
              '{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"}}]}',
            ),
          }),
        ]),
  ];
  return lines.length > 0
    ? lines
    : [ok(about, `is in ${region}, versioned, encrypted, and not public`)];
}

async function tableLines(asking: Asking, settings: PlainRecord): Promise<readonly LineBody[]> {
  const TableName = setting(settings, "dynamodb_table");
  if (TableName === undefined) return [];
  const about = `lock table ${TableName}`;
  const { client, sdk, region } = asking.session;
  const answer = await asking.ask("dynamodb:DescribeTable", () =>
    client("dynamodb").send(new sdk.DescribeTableCommand({ TableName })),
  );
  if (!answer?.Table) {
    const fix = command(
      ...["aws", "dynamodb", "create-table", "--table-name", TableName, "--region", region],
      ...["--attribute-definitions", "AttributeName=LockID,AttributeType=S"],
      ...["--key-schema", "AttributeName=LockID,KeyType=HASH", "--billing-mode", "PAY_PER_REQUEST"],
    );
    return [failed(about, "is not there", { reason: "Terraform does not make it", fix })];
  }
  const keys = (answer.Table.KeySchema ?? []).map(({ AttributeName }) => AttributeName);
  if (keys.length === 1 && keys[0] === "LockID") return [ok(about, "is there")];
  return [
    failed(about, `has the key ${keys.join(", ")}`, {
      reason: "Terraform needs one key, LockID",
      fix: "name another table: terraform.backend.dynamodb_table",
    }),
  ];
}

/** Whether somebody holds the lock of a state now, or left it. */
async function lockLines(asking: Asking, stack: MadeStack): Promise<readonly LineBody[]> {
  const { settings } = backendOf(stack);
  const lock = (await lockObject(asking, settings)) ?? (await lockItem(asking, settings));
  const about = `lock of ${stack.id}`;
  if (lock === undefined) return [];
  const { ID: id = "", Who: who = "somebody", Created: since = "" } = lock;
  return [
    failed(about, `is held by ${who} since ${since}`, {
      reason: "a plan or an apply runs, or was cut off",
      fix: `where nobody runs one: ${command("terraform", "force-unlock", id)} in the stack's folder`,
    }),
  ];
}

type Lock = Readonly<Partial<Record<"ID" | "Who" | "Created", string>>>;

async function lockObject(asking: Asking, settings: PlainRecord) {
  if (settings["use_lockfile"] !== true) return undefined;
  const text = await objectText(asking, settings, ".tflock");
  return text === undefined ? undefined : lockIn(text);
}

async function lockItem(asking: Asking, settings: PlainRecord) {
  const TableName = setting(settings, "dynamodb_table");
  if (TableName === undefined) return undefined;
  const id = `${setting(settings, "bucket")}/${setting(settings, "key")}`;
  const { client, sdk } = asking.session;
  const command = new sdk.GetItemCommand({ TableName, Key: { LockID: { S: id } } });
  const answer = await asking.ask("dynamodb:GetItem", () => client("dynamodb").send(command));
  const text = answer?.Item?.["Info"]?.S;
  return text === undefined ? undefined : lockIn(text);
}

function lockIn(text: string): Lock {
  const value: unknown = JSON.parse(text);
  const texts = Object.entries(isRecord(value) ? value : {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return Object.fromEntries(texts);
}
