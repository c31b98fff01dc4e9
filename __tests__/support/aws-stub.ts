import type {
  EnableRegionRequest,
  ListRegionsRequest,
  ListRegionsResponse,
} from "@aws-sdk/client-account";
import type {
  DescribeVpcEndpointServicesRequest,
  DescribeVpcEndpointServicesResult,
} from "@aws-sdk/client-ec2";
import type {
  AddClientIDToOpenIDConnectProviderRequest,
  GetOpenIDConnectProviderResponse,
  SimulatePolicyResponse,
  SimulatePrincipalPolicyRequest,
} from "@aws-sdk/client-iam";
import type {
  GetAWSDefaultServiceQuotaRequest,
  GetAWSDefaultServiceQuotaResponse,
  GetServiceQuotaRequest,
  GetServiceQuotaResponse,
  RequestServiceQuotaIncreaseRequest,
  RequestServiceQuotaIncreaseResponse,
} from "@aws-sdk/client-service-quotas";
import type { GetBucketPolicyStatusOutput } from "@aws-sdk/client-s3";
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request to AWS, as far as it can be told without a model of every service. */
export interface Call {
  /** As the signature names it: `iam`, `s3`. */
  readonly service: string;
  /** `CreateRole`; empty where the path alone tells it. */
  readonly operation: string;
  readonly method: string;
  readonly url: string;
  readonly body: string;
  /** What the client says of itself; Terraform's is told apart by `TF_APPEND_USER_AGENT`. */
  readonly agent: string;
}

/** What AWS answers with where it does not take a request. */
export class StubError extends Error {
  constructor(
    readonly code: string,
    readonly status = 400,
  ) {
    super(`${code}, says the stub`);
  }
}

/**
 * What the emulated AWS lacks, in the shapes of the SDK's own model. Inputs of the query protocol are
 * given as the SDK's, lists and all.
 */
export interface Answers {
  "account.ListRegions": (input: ListRegionsRequest) => ListRegionsResponse;
  "account.EnableRegion": (input: EnableRegionRequest) => object;
  "servicequotas.GetServiceQuota": (input: GetServiceQuotaRequest) => GetServiceQuotaResponse;
  "servicequotas.GetAWSDefaultServiceQuota": (
    input: GetAWSDefaultServiceQuotaRequest,
  ) => GetAWSDefaultServiceQuotaResponse;
  "servicequotas.RequestServiceQuotaIncrease": (
    input: RequestServiceQuotaIncreaseRequest,
  ) => RequestServiceQuotaIncreaseResponse;
  "iam.SimulatePrincipalPolicy": (input: SimulatePrincipalPolicyRequest) => SimulatePolicyResponse;
  "iam.AddClientIDToOpenIDConnectProvider": (
    input: AddClientIDToOpenIDConnectProviderRequest,
  ) => object;
  "iam.GetOpenIDConnectProvider": (input: object) => GetOpenIDConnectProviderResponse;
  "ec2.DescribeVpcEndpointServices": (
    input: DescribeVpcEndpointServicesRequest,
  ) => DescribeVpcEndpointServicesResult;
  /** Undefined leaves it to the emulated AWS. */
  "s3.HeadBucket": (input: { readonly Bucket: string }) => undefined;
  "s3.GetBucketLocation": (input: { readonly Bucket: string }) => undefined;
  "iam.ListPolicies": (input: object) => undefined;
  "s3.GetBucketPolicyStatus": (input: {
    readonly Bucket: string;
  }) => GetBucketPolicyStatusOutput["PolicyStatus"];
  "sts.GetCallerIdentity": (input: object) => { Account: string; Arn: string; UserId: string };
}

/** EC2's names in XML where they are not the SDK's own. */
const EC2_NAMES: Readonly<Record<string, string>> = {
  ServiceNames: "serviceNameSet",
  ServiceDetails: "serviceDetailSet",
  AvailabilityZones: "availabilityZoneSet",
};

const open = new Set<AwsStub>();

/**
 * Stands before the emulated AWS, writes down what is asked, and answers itself what that lacks.
 */
export class AwsStub {
  /** All that was asked. */
  readonly calls: Call[] = [];
  /** What is answered here; may be changed at any time. */
  answers: Partial<Answers> = {};
  private port = 0;

  private readonly server = createServer((incoming, outgoing) => {
    void this.serve(incoming, outgoing);
  });

  private constructor(private readonly target: string) {}

  static async start(target: string): Promise<AwsStub> {
    const stub = new AwsStub(target);
    await new Promise<void>((resolve) => stub.server.listen(0, "127.0.0.1", resolve));
    stub.port = (stub.server.address() as AddressInfo).port;
    open.add(stub);
    return stub;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const call = callOf(incoming, body.toString());
    this.calls.push(call);
    const answer: unknown = Reflect.get(this.answers, `${call.service}.${call.operation}`);
    if (typeof answer === "function") {
      const isAnswered = this.answer(call, answer as (input: unknown) => unknown, outgoing);
      if (isAnswered) return;
    }
    const { method, url = "/", headers } = incoming;
    const onward = request(new URL(url, this.target), { method, headers }, (reply) => {
      outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(outgoing);
    });
    onward.once("error", () => incoming.socket.destroy());
    onward.end(body);
  }

  /** @returns whether it is answered here. */
  private answer(
    call: Call,
    answer: (input: unknown) => unknown,
    outgoing: ServerResponse,
  ): boolean {
    const isXml = /^(iam|ec2|sts|s3)$/.test(call.service);
    const type = isXml ? "text/xml" : "application/x-amz-json-1.1";
    try {
      const output = answer(inputOf(call, isXml));
      if (output === undefined) return false;
      outgoing.writeHead(200, { "content-type": type });
      outgoing.end(isXml ? xmlAnswer(call, output) : JSON.stringify(output));
    } catch (error) {
      if (!(error instanceof StubError)) throw error;
      outgoing.writeHead(error.status, { "content-type": type, "x-amzn-errortype": error.code });
      const { code, message } = error;
      const xml = `<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
      if (!isXml) outgoing.end(JSON.stringify({ __type: code, message }));
      else if (call.service === "ec2") outgoing.end(`<Response><Errors>${xml}</Errors></Response>`);
      else outgoing.end(call.service === "s3" ? xml : `<ErrorResponse>${xml}</ErrorResponse>`);
    }
    return true;
  }
}

function callOf({ method = "GET", url = "/", headers }: IncomingMessage, body: string): Call {
  const [, service = ""] =
    /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? "") ?? [];
  const target = String(headers["x-amz-target"] ?? "");
  const [, action = ""] = /(?:^|&)Action=(\w+)/.exec(body) ?? [];
  const [, last = ""] = /^\/(\w+)$/.exec(url) ?? [];
  const path = service === "account" ? last.charAt(0).toUpperCase() + last.slice(1) : "";
  const rest = service === "s3" ? s3Operation(method, url) : path;
  const operation = target.replace(/^.*\./, "") || action || rest;
  const agent = headers["user-agent"] ?? "";
  return { service, operation, method, url, body, agent };
}

function inputOf({ service, url, body }: Call, isXml: boolean): unknown {
  if (service === "s3") return { Bucket: /^\/([^/?]+)/.exec(url)?.[1] ?? "" };
  return isXml ? listsIn(body) : JSON.parse(body || "{}");
}

/** What of S3 is answered here. */
function s3Operation(method: string, url: string): string {
  if (/^\/[^/?]+\/?\?policyStatus/.test(url)) return "GetBucketPolicyStatus";
  if (/^\/[^/?]+\/?\?location/.test(url)) return "GetBucketLocation";
  return method === "HEAD" && /^\/[^/?]+\/?$/.test(url) ? "HeadBucket" : "";
}

/** `ActionNames.member.1=a` as the SDK has it: `{ ActionNames: ["a"] }`. */
function listsIn(body: string): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [key, value] of new URLSearchParams(body)) {
    const [, list] = /^(\w+?)(?:\.member)?\.\d+$/.exec(key) ?? [];
    if (list === undefined) input[key] = value;
    else input[list] = [...((input[list] as string[] | undefined) ?? []), value];
  }
  return input;
}

function xmlAnswer({ service, operation }: Call, output: unknown): string {
  const body = xml(output, service === "ec2");
  if (service === "s3") return `<PolicyStatus>${body}</PolicyStatus>`;
  return service === "ec2"
    ? `<${operation}Response>${body}</${operation}Response>`
    : `<${operation}Response><${operation}Result>${body}</${operation}Result></${operation}Response>`;
}

function xml(value: unknown, isEc2: boolean): string {
  const item = isEc2 ? "item" : "member";
  if (Array.isArray(value))
    return value.map((one) => `<${item}>${xml(one, isEc2)}</${item}>`).join("");
  if (typeof value !== "object" || value === null) {
    return String(value).replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  }
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([key, inner]) => {
      const plain = isEc2 ? key.charAt(0).toLowerCase() + key.slice(1) : key;
      const name = isEc2 ? (EC2_NAMES[key] ?? plain) : key;
      return `<${name}>${xml(inner, isEc2)}</${name}>`;
    })
    .join("");
}

afterAll(() => {
  for (const stub of open) stub.close();
});
