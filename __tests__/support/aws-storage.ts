import {
  CreateBucketCommand,
  DeleteBucketPolicyCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
  type LifecycleRule,
  type PublicAccessBlockConfiguration,
  type ServerSideEncryptionRule,
} from "@aws-sdk/client-s3";
import { byName } from "./aws";
import { REGION } from "./moto";

export interface BucketFacts {
  readonly region: string | undefined;
  readonly publicAccess: PublicAccessBlockConfiguration | undefined;
  readonly ownership: string | undefined;
  readonly encryption: readonly ServerSideEncryptionRule[] | undefined;
  readonly versioning: string | undefined;
  readonly lifecycle: readonly LifecycleRule[] | undefined;
  readonly policy: unknown;
  readonly tags: Readonly<Record<string, string>>;
}

/** Reads the buckets of an emulated account with AWS's own SDK. */
export class Storage {
  private readonly client: S3Client;

  constructor(endpoint: string) {
    this.client = new S3Client({
      endpoint,
      region: REGION,
      forcePathStyle: true,
      credentials: { accessKeyId: "testing", secretAccessKey: "testing" },
    });
  }

  async buckets(): Promise<Record<string, BucketFacts>> {
    return byName(await this.bucketNames(), async (name) => [name, await this.bucket(name)]);
  }

  async bucketNames(): Promise<string[]> {
    const { Buckets: buckets = [] } = await this.client.send(new ListBucketsCommand({}));
    return buckets.map(({ Name: name }) => name!);
  }

  async create(Bucket: string): Promise<void> {
    const place = { LocationConstraint: REGION } as const;
    await this.client.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: place }));
  }

  /**
   * Stores an object; the emulator is reached without TLS, so the policy that asks for it goes for
   * that long.
   */
  async put(Bucket: string, Key: string, Body: string): Promise<void> {
    const { Policy } = await this.client.send(new GetBucketPolicyCommand({ Bucket }));
    await this.client.send(new DeleteBucketPolicyCommand({ Bucket }));
    await this.client.send(new PutObjectCommand({ Bucket, Key, Body }));
    await this.client.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  }

  async keys(Bucket: string): Promise<string[]> {
    const { Contents: objects = [] } = await this.client.send(new ListObjectsV2Command({ Bucket }));
    return objects.map(({ Key: key }) => key!).sort();
  }

  private async bucket(Bucket: string): Promise<BucketFacts> {
    const { client } = this;
    const ask = { Bucket };
    const [place, access, ownership, encryption, versioning, lifecycle, policy, tags] =
      await Promise.all([
        client.send(new GetBucketLocationCommand(ask)),
        absentAs(client.send(new GetPublicAccessBlockCommand(ask))),
        absentAs(client.send(new GetBucketOwnershipControlsCommand(ask))),
        absentAs(client.send(new GetBucketEncryptionCommand(ask))),
        client.send(new GetBucketVersioningCommand(ask)),
        absentAs(client.send(new GetBucketLifecycleConfigurationCommand(ask))),
        absentAs(client.send(new GetBucketPolicyCommand(ask))),
        absentAs(client.send(new GetBucketTaggingCommand(ask))),
      ]);
    return {
      region: place.LocationConstraint,
      publicAccess: access?.PublicAccessBlockConfiguration,
      ownership: ownership?.OwnershipControls?.Rules?.[0]?.ObjectOwnership,
      encryption: encryption?.ServerSideEncryptionConfiguration?.Rules,
      versioning: versioning.Status,
      lifecycle: lifecycle?.Rules,
      policy: JSON.parse(policy?.Policy ?? "null"),
      tags: Object.fromEntries((tags?.TagSet ?? []).map(({ Key, Value }) => [Key!, Value!])),
    };
  }
}

/** S3 answers a question about a setting that was never made with an error. */
async function absentAs<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    const { name } = error as Error;
    if (/^NoSuch|NotFound/.test(name)) return undefined;
    throw error;
  }
}
