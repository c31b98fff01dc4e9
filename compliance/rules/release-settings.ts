import { readsTrue } from "../../charts/names";
import { secretsIn } from "../../charts/secrets";
import { plainText } from "../../terraform/json";
import { valueAt } from "../../terraform/known";
import { groupBy } from "../../text/group";
import type { Severity } from "../finding";
import { decided, releases, type Release } from "../release/release";
import {
  fail,
  orPass,
  pass,
  undecided,
  unknownWords,
  unsure,
  type Results,
  ruleForEach,
} from "../results";
import type { RuleContext } from "../rule";

export const releaseExternalS3 = ruleForEach("release-external-s3", releases, (release) =>
  decided(orPass(s3Problems(release), release.resource, "Milvus keeps its data in S3")),
);

/** What a value must be; where nothing is given, the chart's own default counts. */
interface WantedValue {
  readonly path: readonly string[];
  readonly standard: unknown;
  readonly isRight: (value: unknown) => boolean;
  readonly message: string;
  readonly severity?: Severity;
}

const isTrue = (value: unknown) => value === true;
const isOn = (value: unknown) => value === true || value === "true";
const isFilled = (value: unknown) => typeof value === "string" && value !== "";
/** `s3.us-west-2.amazonaws.com`: no scheme, no path, no bucket. */
const HOST = /^s3[.-](fips\.|dualstack\.)?([a-z0-9-]+)\.amazonaws\.com(\.cn)?$/;

/** Source: milvus-helm's values.yaml, 4.0.3 to 5.0.19; configure-s3-access-by-iam-role. */
const WANTED: readonly WantedValue[] = [
  {
    path: ["externalS3", "enabled"],
    standard: false,
    isRight: isTrue,
    message: "is not true: Milvus keeps its data in a MinIO of its own",
  },
  {
    path: ["minio", "enabled"],
    standard: true,
    isRight: (value) => value === false,
    message: "is not false: the chart installs MinIO beside S3",
  },
  {
    path: ["externalS3", "useIAM"],
    standard: false,
    isRight: readsTrue,
    message: "is not true: Milvus asks for access keys",
  },
  {
    path: ["externalS3", "useSSL"],
    standard: false,
    isRight: readsTrue,
    message: "is not true: Milvus talks to S3 without TLS, which the bucket refuses",
  },
  {
    path: ["externalS3", "host"],
    standard: "",
    isRight: (value) => HOST.test(plainText(value)),
    message: "is not the host of S3 in a region, such as s3.us-west-2.amazonaws.com",
  },
  {
    path: ["externalS3", "bucketName"],
    standard: "",
    isRight: isFilled,
    message: "is not set",
  },
  {
    path: ["externalS3", "iamEndpoint"],
    standard: "",
    isRight: (value) => value === "" || value === null,
    message: "is set: it takes the place of AWS's token service",
  },
  {
    path: ["externalS3", "region"],
    standard: "",
    isRight: isFilled,
    message: "is not set: Milvus asks S3 for it, which takes s3:GetBucketLocation",
    severity: "warning",
  },
  {
    path: ["externalS3", "rootPath"],
    standard: "",
    isRight: (value) => isFilled(value) && /^[\w./-]+$/.test(plainText(value)),
    message: "is not a plain path: Milvus writes to the root of the bucket",
    severity: "warning",
  },
];

function* s3Problems({ resource, get }: Release): Results {
  for (const { path, standard, isRight, message, severity } of WANTED) {
    const key = path.join(".");
    const value = get(...path);
    const details = { key, severity };
    if (!value.known) yield undecided(resource, value, details);
    else if (!isRight(value.value ?? standard)) {
      yield fail(resource, `${key} ${message}`, { ...details, attribute: "values" });
    }
  }
  const [bucket, style] = [get("externalS3", "bucketName"), get("externalS3", "useVirtualHost")];
  if (bucket.known && style.known && isOn(style.value) && plainText(bucket.value).includes(".")) {
    // Source: S3 user guide, "General purpose bucket naming rules".
    const message = `externalS3.useVirtualHost makes ${plainText(bucket.value)} a part of the host, and S3's certificate is not for names with dots`;
    yield fail(resource, message, {
      key: "externalS3.useVirtualHost",
      attribute: "values",
      fix: "set externalS3.useVirtualHost: false, or take a bucket without dots in its name",
    });
  }
  const [host, region] = [get("externalS3", "host"), get("externalS3", "region")];
  if (!host.known || !region.known || !isFilled(region.value)) return;
  const hostRegion = HOST.exec(plainText(host.value))?.[2];
  if (hostRegion !== undefined && hostRegion !== region.value) {
    const message = `externalS3.region is ${plainText(region.value)}, the host is in ${hostRegion}`;
    yield fail(resource, message, { key: "externalS3.region host", attribute: "values" });
  }
}

export const releaseNoKeys = ruleForEach("release-no-keys", releases, keysIn);

/** Names the value's place, never the value. */
function* keysIn({ resource, open, written }: Release): Results {
  const found = secretsIn(written);
  for (const { path, message, fix } of found) {
    const key = path.join(".");
    yield fail(resource, `${key} ${message}`, { attribute: "values", key, fix });
  }
  for (const [key, [first]] of groupBy(open, String)) {
    const { reference, why } = first!;
    const message = `${unknownWords({ attribute: reference, why })}; no rule can judge what it gives to the chart`;
    yield unsure(resource, message, {
      attribute: "values",
      key,
      fix: "give values that are known in the plan, or check a state",
    });
  }
  if (open.length === 0 && found.length === 0) {
    yield pass(resource, "no password and no key is given", { attribute: "values" });
  }
}

const EXACT = /^v?\d+\.\d+\.\d+([-+][\w.+-]+)?$/;

/** They drop externalS3.region. Source: zilliztech/milvus-helm, PR 112. */
const BROKEN = ["4.1.36", "4.2.0", "4.2.1"];

export const releaseVersion = ruleForEach("release-version", releases, (release, context) => [
  versionOf(release, context),
]);

function versionOf({ resource, chart }: Release, { model }: RuleContext) {
  const attribute = "version";
  // The file's name has the version, or the folder is the chart itself.
  const own = /-v?(\d+\.\d+\.\d+[^/]*)\.tgz$/.exec(chart)?.[1];
  const version = valueAt(resource, [attribute]);
  if (own === undefined && /^\.{0,2}\//.test(chart)) {
    return pass(resource, "the chart lies beside the configuration");
  }
  // A plan has the newest version where nobody wrote one; a state does not tell who did.
  const { kind, configurationGap } = model.inputOf(resource);
  const written =
    resource.references[attribute] !== undefined ||
    kind === "state" ||
    configurationGap !== undefined;
  if (own === undefined && !version.known && written) return undecided(resource, version);
  const found = own ?? (version.known && written ? version.value : undefined);
  if (typeof found !== "string" || found === "") {
    return fail(resource, "the chart's version is not set", { attribute });
  }
  if (!EXACT.test(found)) {
    return fail(resource, `${found} is no version, but a range of them`, { attribute });
  }
  if (BROKEN.includes(found)) {
    return fail(resource, `chart ${found} drops externalS3.region`, { attribute });
  }
  return pass(resource, `the chart's version is ${found}`, { attribute });
}
