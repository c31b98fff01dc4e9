import {
  allow,
  deny,
  diffOf,
  policy,
  texts,
  type Json,
  bucket as guarded,
  bucketPolicy,
  OBJECTS,
} from "./support";

const bucket = (more: Json = {}): Json => ({ ...guarded(), ...more });
const flags = (value: boolean, but: Json = {}): Json => ({
  "aws_s3_bucket_public_access_block.data": {
    bucket: "data",
    block_public_acls: value,
    block_public_policy: value,
    ignore_public_acls: value,
    restrict_public_buckets: value,
    ...but,
  },
});
const TLS = deny("s3:*", OBJECTS, {
  Principal: "*",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});
const PUBLIC = allow("s3:GetObject", OBJECTS, { Principal: "*" });

describe("buckets", () => {
  test("a policy lets somebody in", () => {
    expect(texts(diffOf(bucket(), bucket(bucketPolicy(PUBLIC))))).toEqual([
      "everybody may now read objects of bucket data (s3:GetObject on arn:aws:s3:::data/*)",
    ]);
  });

  test("a refusal that is gone lets roles in that have rights of their own", () => {
    const gained = diffOf(bucket(bucketPolicy(TLS)), bucket());
    expect(texts(gained)).toEqual([
      "it is no longer forbidden to use objects of bucket data when the connection is not encrypted (s3:* on arn:aws:s3:::data/*)",
    ]);
    // With its bucket it refuses nothing that could be done otherwise.
    expect(diffOf(bucket(bucketPolicy(TLS)), {}).subjects).toEqual([]);
    // A bucket of elsewhere stays.
    expect(diffOf(bucketPolicy(TLS), {}).summary).toMatchObject({ gained: 1 });
  });

  test("each flag that is turned off opens the bucket further", () => {
    expect(texts(diffOf(bucket(flags(true)), bucket(flags(false))))).toHaveLength(4);
    expect(diffOf(bucket(flags(true)), bucket()).summary).toMatchObject({ gained: 4, lost: 0 });
    expect(diffOf(bucket(flags(false)), bucket(flags(true))).summary).toMatchObject({ lost: 4 });
    const one = diffOf(bucket(flags(true)), bucket(flags(true, { block_public_policy: false })));
    expect(texts(one)).toEqual([
      "from now on a policy that opens bucket data to everybody can be set (block_public_policy)",
    ]);
  });

  test("a new bucket is closed by S3 itself, unless it is opened", () => {
    expect(diffOf({}, bucket()).subjects).toEqual([]);
    expect(diffOf({}, bucket(flags(true))).subjects).toEqual([]);
    expect(diffOf({}, bucket(flags(false))).summary).toMatchObject({ gained: 4 });
  });

  test("ACLs count again, and open it", () => {
    const owner = (object_ownership: string) => ({
      "aws_s3_bucket_ownership_controls.data": { bucket: "data", rule: { object_ownership } },
    });
    const enforced = owner("BucketOwnerEnforced");
    expect(diffOf(bucket(enforced), bucket(owner("ObjectWriter"))).summary.gained).toBe(1);
    const acl = (values: Json) =>
      bucket({ "aws_s3_bucket_acl.data": { bucket: "data", ...values } });
    expect(texts(diffOf(bucket(), acl({ acl: "public-read" })))).toEqual([
      "everybody may now list the objects of bucket data, by its access list (ACL)",
    ]);
    const grant = {
      access_control_policy: {
        owner: { id: "me" },
        grant: [
          { grantee: { id: "me", type: "CanonicalUser" }, permission: "FULL_CONTROL" },
          {
            grantee: { type: "Group", uri: "http://acs.amazonaws.com/groups/global/AllUsers" },
            permission: "WRITE",
          },
        ],
      },
    };
    expect(texts(diffOf(acl({ acl: "private" }), acl(grant)))).toEqual([
      "everybody may now write and delete objects of bucket data, by its access list (ACL)",
    ]);
  });

  test("a bucket of another name is another bucket", () => {
    const after = {
      "aws_s3_bucket.data": { bucket: "other" },
      "aws_s3_bucket_policy.data": { bucket: "other", policy: policy(TLS) },
    };
    expect(diffOf(bucket(bucketPolicy(TLS)), after).subjects).toEqual([]);
  });
});

describe("keys", () => {
  const key = (...statements: Json[]): Json => ({
    "aws_kms_key.data": statements.length > 0 ? { policy: policy(...statements) } : {},
    "aws_kms_alias.data": { name: "alias/data", target_key_id: "${aws_kms_key.data.key_id}" },
  });
  const own = allow("kms:*", "*", { Principal: { AWS: "111122223333" } });

  test("without a policy a key has KMS's own", () => {
    expect(diffOf(key(), key(own)).subjects).toEqual([]);
    expect(diffOf(key(own), key()).subjects).toEqual([]);
    expect(diffOf({}, key()).subjects).toEqual([]);
  });

  test("a policy lets somebody use the key", () => {
    const decrypt = allow("kms:Decrypt", "*", { Principal: { AWS: "999999999999" } });
    expect(texts(diffOf(key(own), key(own, decrypt)))).toEqual([
      "account 999999999999 may now decrypt with encryption key alias/data (kms:Decrypt on *)",
    ]);
  });
});

describe("others", () => {
  test("policies of queues", () => {
    const queue = (...statements: Json[]) => ({
      "aws_sqs_queue_policy.q": { queue_url: "q", policy: policy(...statements) },
    });
    const send = allow("sqs:SendMessage", "*", { Principal: "*" });
    expect(texts(diffOf(queue(), queue(send)))).toEqual([
      "everybody may now send messages to the queue of aws_sqs_queue_policy.q (sqs:SendMessage on *)",
    ]);
  });

  test("policies that nobody has yet, for whoever gets them", () => {
    const loose = (...statements: Json[]) => ({
      "aws_iam_policy.p": { name: "p", policy: policy(...statements) },
    });
    const read = allow("s3:GetObject", OBJECTS);
    expect(texts(diffOf({}, loose(read)))).toEqual([
      "whoever gets the new policy p may now read objects of bucket data (s3:GetObject on arn:aws:s3:::data/*)",
    ]);
    expect(diffOf(loose(read), loose(read, allow("s3:PutObject", OBJECTS))).summary.gained).toBe(1);
    expect(diffOf(loose(read), {}).summary).toMatchObject({ gained: 0, lost: 1 });
  });

  test("identity providers and their audiences", () => {
    const provider = (...client_id_list: string[]) => ({
      "aws_iam_openid_connect_provider.c": { url: "https://oidc.example.com/id", client_id_list },
    });
    expect(
      texts(diffOf(provider("sts.amazonaws.com"), provider("sts.amazonaws.com", "x"))),
    ).toEqual(['tokens of oidc.example.com/id for the audience "x" are now believed']);
    expect(diffOf({}, provider("x")).summary.gained).toBe(1);
  });

  test("service accounts that get a role", () => {
    const account = (role?: string) => ({
      "kubernetes_service_account_v1.a": {
        metadata: {
          name: "a",
          namespace: "n",
          annotations: role === undefined ? {} : { "eks.amazonaws.com/role-arn": role },
        },
      },
    });
    const pod = (role_arn: string, cluster_name = "c") => ({
      "aws_eks_pod_identity_association.a": {
        cluster_name,
        namespace: "n",
        service_account: "a",
        role_arn,
      },
    });
    const arn = "arn:aws:iam::111122223333:role/app";
    const sentence = (who: string) =>
      `pods of service account ${who} may now work as role app of account 111122223333, if it trusts them`;
    expect(texts(diffOf(account(), account(arn)))).toEqual([sentence("n/a")]);
    expect(texts(diffOf({}, pod(arn)))).toEqual([sentence("n/a of cluster c")]);
    // The same association with pods of another cluster.
    expect(texts(diffOf(pod(arn), pod(arn, "d")))).toEqual([
      sentence("n/a of cluster d"),
      `pods of service account n/a of cluster c may no longer work as role app of account 111122223333`,
    ]);
    expect(diffOf(account(arn), account()).summary).toEqual({ gained: 0, lost: 1, undecided: 0 });
  });

  test("what is not looked into is undecided when it changes, and only then", () => {
    const people = (operations: string[]) => ({
      "aws_ssoadmin_permission_set_inline_policy.g": { inline_policy: operations.join(" ") },
    });
    expect(diffOf(people(["Decrypt"]), people(["Decrypt"])).subjects).toEqual([]);
    const diff = diffOf(people(["Encrypt"]), people(["Encrypt", "Decrypt"]));
    expect(diff.summary).toEqual({ gained: 0, lost: 0, undecided: 1 });
  });
});
