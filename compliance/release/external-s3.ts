import { plainText } from "../../terraform/json";
import type { Severity } from "../finding";

/** What a value must be; where nothing is given, the chart's own default counts. */
export interface Wanted {
  readonly path: readonly string[];
  readonly standard: unknown;
  readonly isRight: (value: unknown) => boolean;
  readonly message: string;
  readonly severity?: Severity;
}

const isTrue = (value: unknown) => value === true;
export const isFilled = (value: unknown) => typeof value === "string" && value !== "";
/** `s3.us-west-2.amazonaws.com`: no scheme, no path, no bucket. */
export const HOST = /^s3[.-](fips\.|dualstack\.)?([a-z0-9-]+)\.amazonaws\.com(\.cn)?$/;

/** Source: milvus-helm's values.yaml, 4.0.3 to 5.0.19; configure-s3-access-by-iam-role. */
export const WANTED: readonly Wanted[] = [
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
    isRight: isTrue,
    message: "is not true: Milvus asks for access keys",
  },
  {
    path: ["externalS3", "useSSL"],
    standard: false,
    isRight: isTrue,
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
    message: "is not set: Milvus asks S3 for it, which the documented policy does not allow",
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
