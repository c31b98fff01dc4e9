import { VENDOR_TAG } from "../../config/defaults";
import type { Request } from "../../iam/request";
import type { Call } from "./aws-stub";
import { ACCOUNT, REGION } from "./moto";

/** What one call asks of IAM: an action on a resource, with what is known of the request. */
export type Asked = Pick<Request, "action" | "resource" | "context">;

type Params = Readonly<Record<string, string>>;

const OURS = { [`aws:ResourceTag/${VENDOR_TAG.key}`]: VENDOR_TAG.value };

/**
 * What calls ask of IAM, by the service authorization reference: S3's actions have other names than
 * its calls, and many calls ask for several rights. Resources of EC2 and KMS are taken for tagged,
 * as all that the stacks make is.
 */
export function askedBy(calls: readonly Call[]): Asked[] {
  const roles = new Map(
    calls
      .filter(({ operation }) => operation === "CreateRole")
      .map(({ body }) => {
        const { RoleName = "", Path = "/" } = paramsOf(body);
        return [RoleName, `arn:aws:iam::${ACCOUNT}:role${Path}${RoleName}`] as const;
      }),
  );
  return calls.flatMap((call) => {
    if (call.service === "iam") return ofIam(call.operation, paramsOf(call.body), roles);
    if (call.service === "ec2") return ofEc2(call.operation, paramsOf(call.body));
    if (call.service === "kms") return ofKms(call.operation, call.body);
    if (call.service === "s3") return ofS3(call);
    // It needs no right.
    if (call.operation === "GetCallerIdentity") return [];
    throw new Error(`nothing is known of ${call.service} ${call.operation} ${call.url}`);
  });
}

function paramsOf(body: string): Params {
  return Object.fromEntries(new URLSearchParams(body));
}

function ofIam(
  operation: string,
  params: Params,
  roles: ReadonlyMap<string, string>,
): readonly Asked[] {
  const { RoleName, PolicyArn, PolicyName = "", Path = "/", Url = "" } = params;
  const { OpenIDConnectProviderArn, PermissionsBoundary } = params;
  const provider = `arn:aws:iam::${ACCOUNT}:oidc-provider/${Url.replace("https://", "")}`;
  const resource =
    RoleName === undefined
      ? (PolicyArn ??
        OpenIDConnectProviderArn ??
        (Url === "" ? `arn:aws:iam::${ACCOUNT}:policy${Path}${PolicyName}` : provider))
      : (roles.get(RoleName) ?? RoleName);
  const context = {
    ...(PermissionsBoundary !== undefined && { "iam:PermissionsBoundary": PermissionsBoundary }),
    ...(RoleName !== undefined && PolicyArn !== undefined && { "iam:PolicyARN": PolicyArn }),
  };
  const tagged = "Tags.member.1.Key" in params && operation.startsWith("Create");
  const tagging = operation.replace("Create", "Tag");
  return [
    { action: `iam:${operation}`, resource, context },
    ...(tagged ? [{ action: `iam:${tagging}`, resource, context }] : []),
  ];
}

/** Kinds of resources by the beginning of their ids. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  vpc: ["vpc"],
  subnet: ["subnet"],
  rtb: ["route-table"],
  rtbassoc: ["route-table", "subnet"],
  igw: ["internet-gateway"],
  sg: ["security-group"],
  eipalloc: ["elastic-ip"],
  eipassoc: ["elastic-ip", "network-interface"],
  nat: ["natgateway"],
  vpce: ["vpc-endpoint"],
};
/** Calls that make what can be tagged. */
const MADE: Readonly<Record<string, string>> = {
  CreateVpc: "vpc",
  CreateSubnet: "subnet",
  CreateRouteTable: "route-table",
  CreateInternetGateway: "internet-gateway",
  CreateSecurityGroup: "security-group",
  AllocateAddress: "elastic-ip",
  CreateNatGateway: "natgateway",
  CreateVpcEndpoint: "vpc-endpoint",
};

function ofEc2(operation: string, params: Params): readonly Asked[] {
  const action = `ec2:${operation}`;
  if (operation.startsWith("Describe")) return [{ action, resource: "*" }];
  const arn = (kind: string, id: string) => `arn:aws:ec2:${REGION}:${ACCOUNT}:${kind}/${id}`;
  const named = Object.entries(params)
    .filter(([key]) => !key.startsWith("TagSpecification") && !/^(Tag|ClientToken)/.test(key))
    .flatMap(([, value]) => {
      const [, prefix = ""] = /^([a-z]+)-[0-9a-f]+$/.exec(value) ?? [];
      return (KINDS[prefix] ?? []).map((kind) => ({ kind, id: value }));
    });
  const made = MADE[operation];
  const used = named.map(({ kind, id }) => ({
    action,
    resource: arn(kind, id),
    // Interfaces of a NAT gateway are EC2's own.
    context: kind === "network-interface" ? {} : OURS,
  }));
  if (made === undefined) return used;
  const context = requestTags(params, /^TagSpecification\.1\.Tag\.\d+\.Key$/);
  const resource = arn(made, "new");
  return [
    ...used,
    { action, resource, context },
    { action: "ec2:CreateTags", resource, context: { ...context, "ec2:CreateAction": operation } },
  ];
}

function requestTags(params: Params, keys: RegExp): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params)
      .filter(([key]) => keys.test(key))
      .map(([key, name]) => [`aws:RequestTag/${name}`, params[key.replace(/Key$/, "Value")] ?? ""]),
  );
}

function ofKms(operation: string, body: string): readonly Asked[] {
  const input = JSON.parse(body) as {
    readonly KeyId?: string;
    readonly TargetKeyId?: string;
    readonly AliasName?: string;
    readonly Tags?: readonly { readonly TagKey: string; readonly TagValue: string }[];
  };
  const action = `kms:${operation}`;
  const inKms = (rest: string) => `arn:aws:kms:${REGION}:${ACCOUNT}:${rest}`;
  if (operation === "CreateKey") {
    const tags = (input.Tags ?? []).map(
      ({ TagKey, TagValue }) => [`aws:RequestTag/${TagKey}`, TagValue] as const,
    );
    const context = Object.fromEntries(tags);
    return [action, "kms:TagResource"].map((one) => ({ action: one, resource: "*", context }));
  }
  if (operation === "ListAliases") return [{ action, resource: "*" }];
  const key = input.KeyId ?? input.TargetKeyId ?? "key";
  const resource = key.startsWith("arn:") ? key : inKms(`key/${key}`);
  const { AliasName: alias } = input;
  return [
    { action, resource, context: OURS },
    ...(alias === undefined ? [] : [{ action, resource: inKms(alias) }]),
  ];
}

/** Actions by what a request asks of a bucket, where it is not called alike. */
const S3: Readonly<Record<string, string>> = {
  accelerate: "AccelerateConfiguration",
  acl: "BucketAcl",
  cors: "BucketCORS",
  encryption: "EncryptionConfiguration",
  lifecycle: "LifecycleConfiguration",
  logging: "BucketLogging",
  "object-lock": "BucketObjectLockConfiguration",
  ownershipControls: "BucketOwnershipControls",
  policy: "BucketPolicy",
  publicAccessBlock: "BucketPublicAccessBlock",
  replication: "ReplicationConfiguration",
  requestPayment: "BucketRequestPayment",
  tagging: "BucketTagging",
  versioning: "BucketVersioning",
  website: "BucketWebsite",
};
/** What is removed with the right to put it. */
const PUT_TO_DELETE = /^(encryption|lifecycle|ownershipControls|publicAccessBlock|tagging)$/;

function ofS3({ method, url, body }: Call): readonly Asked[] {
  const { pathname, searchParams } = new URL(url, "http://s3");
  const [bucket = "", ...rest] = pathname.slice(1).split("/");
  const key = rest.join("/");
  const arn = `arn:aws:s3:::${bucket}`;
  const one = (action: string, resource = arn): readonly Asked[] => [
    { action: `s3:${action}`, resource },
  ];
  if (key !== "") {
    const deed = { GET: "GetObject", HEAD: "GetObject", PUT: "PutObject", DELETE: "DeleteObject" };
    return one(deed[method as keyof typeof deed], `${arn}/${key}`);
  }
  const asked = [...searchParams.keys()].find((name) => Object.hasOwn(S3, name));
  if (asked !== undefined) {
    const deed = method === "DELETE" && !PUT_TO_DELETE.test(asked) ? "Delete" : "Put";
    return one(`${method === "GET" ? "Get" : deed}${S3[asked]}`);
  }
  if (searchParams.has("versions")) return one("ListBucketVersions");
  if (method === "POST" && searchParams.has("delete")) {
    const isVersion = body.includes("<VersionId>");
    return one(isVersion ? "DeleteObjectVersion" : "DeleteObject", `${arn}/data/segment`);
  }
  if (method === "PUT") return one("CreateBucket");
  if (method === "DELETE") return one("DeleteBucket");
  return one("ListBucket");
}
