import type * as sdkModule from "./sdk";
import { maskIssued } from "../../text/mask";

type Sdk = typeof sdkModule;

/** How AWS is reached for one deployment; credentials are found as the SDK finds them. */
export interface Access {
  readonly region: string;
  /** Profile of the user's AWS settings files. */
  readonly profile?: string | undefined;
  /** Role that is taken on before anything is asked. */
  readonly assumeRole?: {
    readonly roleArn: string;
    readonly sessionName?: string;
    readonly externalId?: string;
    readonly durationSeconds?: number;
  };
  /** Addresses of services, by the names that Terraform's AWS provider has for them. */
  readonly endpoints?: Readonly<Partial<Record<Service, string>>>;
}

/** Clients by the names of Terraform's AWS provider. */
const clients = (sdk: Sdk) => ({
  account: sdk.AccountClient,
  dynamodb: sdk.DynamoDBClient,
  ec2: sdk.EC2Client,
  eks: sdk.EKSClient,
  elbv2: sdk.ElasticLoadBalancingV2Client,
  iam: sdk.IAMClient,
  kms: sdk.KMSClient,
  route53: sdk.Route53Client,
  s3: sdk.S3Client,
  servicequotas: sdk.ServiceQuotasClient,
  sts: sdk.STSClient,
});

type Handler = InstanceType<Sdk["NodeHttpHandler"]>;
type Credentials = ReturnType<Sdk["fromTemporaryCredentials"]>;
type Clients = ReturnType<typeof clients>;
type Service = keyof Clients;

/** A way to ask AWS, for one deployment. */
export interface Session {
  /** Commands of the SDK. */
  readonly sdk: Sdk;
  readonly region: string;
  /** @param region where it is not the session's own. */
  readonly client: <Name extends Service>(
    name: Name,
    region?: string,
  ) => InstanceType<Clients[Name]>;
  /** Requests that were sent, those again after a failure included. */
  readonly requests: () => number;
  /** Another session, as a role that the one of this session takes on. */
  readonly become: (roleArn: string) => Promise<Session>;
  /** Ends open connections. */
  readonly close: () => void;
}

/** Attempts of one request, with growing pauses between them. */
const ATTEMPTS = 5;
/** Connections to one service at a time: IAM throttles at about 20 requests a second. */
const CONNECTIONS = 6;
/** Milliseconds. */
const TO_CONNECT = 5_000;
const TO_ANSWER = 20_000;

/**
 * Opens a session; nothing is asked yet.
 *
 * @param own what the role of `access` is assumed with; by default what the SDK finds.
 */
export async function openAws(
  access: Access,
  environment: NodeJS.ProcessEnv,
  own?: Credentials,
): Promise<Session> {
  // What Node.js this runs on is said by package.json, not on each run.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
  const sdk = await import("./sdk");
  const classes = clients(sdk);
  const open = new Map<string, InstanceType<Clients[Service]>>();
  const handlers = new Map<string, Handler>();
  let requests = 0;
  const requestHandler: Pick<Handler, "handle"> = {
    handle(request, options) {
      requests += 1;
      const { protocol, hostname } = request;
      const proxy = protocol === "https:" ? sdk.getProxyForUrl(`${protocol}//${hostname}`) : "";
      const handler = handlers.get(proxy) ?? handlerOf(sdk, proxy);
      handlers.set(proxy, handler);
      return handler.handle(request, options);
    },
  };
  const credentials = credentialsOf(access, sdk, requestHandler, own);
  const settings = {
    maxAttempts: ATTEMPTS,
    credentials,
    requestHandler,
    followRegionRedirects: true,
  };
  return {
    sdk,
    region: access.region,
    requests: () => requests,
    client(name, region = access.region) {
      const key = `${name} ${region}`;
      const endpoint = access.endpoints?.[name];
      const client =
        open.get(key) ??
        new classes[name]({
          ...settings,
          region,
          ...(endpoint !== undefined && { endpoint }),
          forcePathStyle: endpoint !== undefined || isRedirected(environment),
        });
      open.set(key, client);
      return client as InstanceType<Clients[typeof name]>;
    },
    become: (roleArn) => openAws({ ...access, assumeRole: { roleArn } }, environment, credentials),
    close() {
      for (const client of open.values()) client.destroy();
      for (const handler of handlers.values()) handler.destroy();
    },
  };
}

/**
 * Sends requests to hosts that have one proxy, as `HTTPS_PROXY` and `NO_PROXY` say.
 *
 * @param proxy empty where there is none.
 */
function handlerOf(sdk: Sdk, proxy: string): Handler {
  const agent = { maxSockets: CONNECTIONS };
  return new sdk.NodeHttpHandler({
    connectionTimeout: TO_CONNECT,
    requestTimeout: TO_ANSWER,
    throwOnRequestTimeout: true,
    httpsAgent:
      proxy === "" ? agent : new sdk.HttpsProxyAgent({ ...agent, proxy, keepAlive: true }),
    httpAgent: agent,
  });
}

function credentialsOf(
  { region, profile, assumeRole, endpoints }: Access,
  sdk: Sdk,
  requestHandler: Pick<Handler, "handle">,
  own: Credentials = sdk.fromNodeProviderChain({ ...(profile !== undefined && { profile }) }),
): Credentials {
  if (!assumeRole) return own;
  const { roleArn, sessionName, externalId, durationSeconds } = assumeRole;
  return sdk.fromTemporaryCredentials({
    masterCredentials: own,
    clientConfig: {
      region,
      requestHandler,
      ...(endpoints?.sts !== undefined && { endpoint: endpoints.sts }),
    },
    params: {
      RoleArn: roleArn,
      RoleSessionName: sessionName ?? "zilliz-byoc",
      ...(externalId !== undefined && { ExternalId: externalId }),
      ...(durationSeconds !== undefined && { DurationSeconds: durationSeconds }),
    },
  });
}

/** Whether requests go to something else than AWS, which has no host name for each bucket. */
function isRedirected({ AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_S3 }: NodeJS.ProcessEnv): boolean {
  return (AWS_ENDPOINT_URL ?? AWS_ENDPOINT_URL_S3 ?? "") !== "";
}

/** Code of an error of AWS: `AccessDenied`; `Error` or such for any other. */
export function codeOf(error: unknown): string {
  return error instanceof Error ? error.name : "";
}

/** An error of AWS or of the way to it in one line, without external IDs: `AccessDenied: …`. */
export function wordsOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  return maskIssued([codeOf(error), words].filter(Boolean).join(": ").replace(/\s+/g, " "));
}
