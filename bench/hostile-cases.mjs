/** Inputs that are made to take long, each of up to 1 MB. */

const MEGABYTE = 1_000_000;
const ACCOUNT = "111122223333";

const range = (count, make) => Array.from({ length: count }, (_, index) => make(index));
const json = JSON.stringify;
const policy = (statements) => json({ Version: "2012-10-17", Statement: statements });
const allow = (parts) => ({ Effect: "Allow", Action: "s3:GetObject", Resource: "*", ...parts });
/** As many resources as one file may have, about 1 MB of them. */
const RESOURCES = 10_000;
const long = (name) => name.padEnd(60, "-x");
const named = (name) => ({ bucket: long(name) });
/** As many as fit in so many characters. */
const filling = (size, make) => range(Math.floor(size / (json(make(10_000)).length + 1)), make);

/** Statements of many actions on many resources. */
const grid = (statements, actions, resources, seed = "") =>
  policy(
    range(statements, (s) =>
      allow({
        Sid: `S${s}`,
        Action: range(actions, (a) => `s3:Get${seed}${s}x${a}*`),
        Resource: range(resources, (r) => `arn:aws:s3:::b${seed}${s}-${r}/*`),
      }),
    ),
  );

const TRUST = policy([{ Effect: "Allow", Principal: { AWS: ACCOUNT }, Action: "sts:AssumeRole" }]);
const EXTERNAL = policy([
  {
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::965570967084:root" },
    Action: "sts:AssumeRole",
    Condition: { StringEquals: { "sts:ExternalId": "cid-7h3k9m2p5q8r1s4t6u0v2w5x8" } },
  },
]);

const synth = (resource, more = {}) =>
  json({
    provider: { aws: [{ region: "us-west-2", allowed_account_ids: [ACCOUNT] }] },
    resource,
    ...more,
  });
const managed = (text) => synth({ aws_iam_policy: { p: { name: "p", policy: text } } });
const inline = (text, name = "zilliz-byoc-acme-storage-role") =>
  synth({
    aws_iam_role: { r: { name, assume_role_policy: EXTERNAL } },
    aws_iam_role_policy: { r: { name: "r", role: name, policy: text } },
  });
const trust = (text) =>
  synth({
    aws_iam_role: { r: { name: "zilliz-byoc-acme-storage-role", assume_role_policy: text } },
  });
const bucket = (text) =>
  synth({
    aws_s3_bucket: { b: { bucket: "acme" } },
    aws_s3_bucket_policy: { b: { bucket: "acme", policy: text } },
  });
const key = (text) => synth({ aws_kms_key: { k: { description: "k", policy: text } } });

/** Named blocks of one type. */
const blocks = (entries) => Object.fromEntries(entries);

/** A plan with these resources to be made. */
const plan = (resources, more = {}) =>
  json({
    format_version: "1.2",
    terraform_version: "1.11.4",
    resource_changes: resources.map(({ type, name, values, unknown = {} }) => ({
      address: `${type}.${name}`,
      mode: "managed",
      type,
      name,
      change: { actions: ["create"], before: null, after: values, after_unknown: unknown },
    })),
    configuration: { root_module: {} },
    ...more,
  });
const state = (resources) =>
  json({
    format_version: "1.0",
    values: {
      root_module: {
        resources: resources.map(({ type, name, values }) => ({
          address: `${type}.${name}`,
          mode: "managed",
          type,
          name,
          values,
        })),
      },
    },
  });

const small = (seed) => grid(1, 4, 4, seed);
const rolesOf = (count, seed = "") => {
  const text = small(seed);
  return synth({
    aws_iam_role: blocks(
      range(count, (i) => [
        `r${i}`,
        { name: `zilliz-byoc-a${i}-storage-role`, assume_role_policy: EXTERNAL },
      ]),
    ),
    aws_iam_role_policy: blocks(
      range(count, (i) => [
        `r${i}`,
        {
          name: "p",
          role: `zilliz-byoc-a${i}-storage-role`,
          policy: text.replaceAll("b", `b${i}`),
        },
      ]),
    ),
  });
};

/** Policies that AWS takes, more than it takes on one role. */
const attachedTo = (count, make) =>
  synth({
    aws_iam_role: { r: { name: "zilliz-byoc-acme-storage-role", assume_role_policy: EXTERNAL } },
    aws_iam_policy: blocks(range(count, (i) => [`p${i}`, { name: `p${i}`, policy: make(i) }])),
    aws_iam_role_policy_attachment: blocks(
      range(count, (i) => [
        `p${i}`,
        { role: "${aws_iam_role.r.name}", policy_arn: `\${aws_iam_policy.p${i}.arn}` },
      ]),
    ),
  });

const stars = (length, letter = "a") => `${"*".concat(letter).repeat(length / 2)}*`;
const within = (open, inner, close, count) => open.repeat(count) + inner + close.repeat(count);

/** Texts of one file, judged by check; each of its own kind. */
function single() {
  return {
    "policy of 200 x 50 x 50": managed(grid(200, 50, 50)),
    "policy of 400 x 50 x 50": managed(grid(400, 50, 50)),
    "storage role of 200 x 50 x 50": inline(grid(200, 50, 50)),
    "storage role of 400 x 50 x 50": inline(grid(400, 50, 50)),
    "cross-account role of 400 x 50 x 50": inline(
      grid(400, 50, 50),
      "zilliz-byoc-acme-cross-account-role",
    ),
    "one statement of 20,000 actions and 20,000 resources": inline(grid(1, 20_000, 20_000)),
    "15,000 statements": inline(
      policy(filling(MEGABYTE, (i) => allow({ Resource: `arn:aws:s3:::b${i}/*` }))),
    ),
    "trust of 20,000 principals": trust(
      policy([
        {
          Effect: "Allow",
          Principal: { AWS: filling(MEGABYTE, (i) => `arn:aws:iam::${ACCOUNT}:role/${i}`) },
          Action: "sts:AssumeRole",
        },
      ]),
    ),
    "bucket policy of 1 MB": bucket(
      policy(
        filling(MEGABYTE, (i) =>
          allow({
            Principal: { AWS: `arn:aws:iam::${100000000000 + i}:root` },
            Resource: `arn:aws:s3:::acme/${i}*`,
          }),
        ),
      ),
    ),
    "key policy of 1 MB": key(
      policy(
        filling(MEGABYTE, (i) =>
          allow({ Action: "kms:*", Principal: { AWS: `arn:aws:iam::${100000000000 + i}:root` } }),
        ),
      ),
    ),
    "conditions of 1 MB": inline(
      policy([
        allow({
          Condition: {
            StringLike: blocks(
              filling(MEGABYTE, (i) => [`aws:RequestTag/k${i}`, [`*${i}*`, `?${i}*`]]),
            ),
          },
        }),
      ]),
    ),
    "one condition of 40,000 values": trust(
      policy([
        {
          Effect: "Allow",
          Principal: { AWS: "*" },
          Action: "sts:AssumeRole",
          Condition: { StringLike: { "sts:ExternalId": filling(MEGABYTE, (i) => `*${i}*`) } },
        },
      ]),
    ),
    "NotAction and NotResource of 20,000 each": inline(
      policy([
        {
          Effect: "Allow",
          NotAction: range(20_000, (i) => `s3:Get${i}*`),
          NotResource: range(20_000, (i) => `arn:aws:s3:::b${i}/*`),
        },
      ]),
    ),
    "2,000 statements of NotAction": inline(
      policy(
        range(2_000, (i) => ({
          Effect: i % 2 ? "Allow" : "Deny",
          NotAction: range(20, (a) => `s3:Get${i}x${a}*`),
          NotResource: [`arn:aws:s3:::b${i}/*`],
        })),
      ),
    ),
    "action of 1 MB of *a": inline(policy([allow({ Action: `s3:${stars(MEGABYTE)}` })])),
    "resource of 1 MB of *a": inline(
      policy([allow({ Resource: `arn:aws:s3:::${stars(MEGABYTE)}` })]),
    ),
    "resource of 1 MB of ?": inline(
      policy([allow({ Resource: `arn:aws:s3:::${"?".repeat(MEGABYTE)}*` })]),
    ),
    "100 resources of 10 kB of *a": inline(
      policy([allow({ Resource: range(100, (i) => `arn:aws:s3:::${stars(9_990)}${i}`) })]),
    ),
    "10 actions of 1 kB of *a within the limit": inline(
      policy([allow({ Action: range(9, (i) => `s3:${stars(1_000, "et")}${i}`) })]),
    ),
    "principal and condition of 400 kB of *a": trust(
      policy([
        {
          Effect: "Allow",
          Principal: { AWS: stars(400_000) },
          Action: "sts:*",
          Condition: { StringLike: { "sts:ExternalId": stars(400_000) } },
        },
      ]),
    ),
    "3,000 statements of one wildcard each": inline(
      policy(range(3_000, (i) => allow({ Action: `*:*${i}*`, Resource: `*${i}*` }))),
    ),
    "150 policies within the limit on one role": attachedTo(150, (i) => grid(4, 24, 24, `p${i}`)),
    "1,500 small policies on one role": attachedTo(1_500, (i) => small(`p${i}`)),
    "1,200 roles": rolesOf(1_200),
    "3,000 roles without policies": synth({
      aws_iam_role: blocks(
        filling(MEGABYTE, (i) => [
          `r${i}`,
          { name: `zilliz-byoc-a${i}-storage-role`, assume_role_policy: TRUST },
        ]),
      ),
    }),
    "10,000 attachments to one role": synth({
      aws_iam_role: { r: { name: "r", assume_role_policy: TRUST } },
      aws_iam_role_policy_attachment: blocks(
        filling(MEGABYTE, (i) => [
          `a${i}`,
          { role: "r", policy_arn: `arn:aws:iam::aws:policy/P${i}` },
        ]),
      ),
    }),
    "attachments to roles that are not known": synth({
      aws_iam_role: blocks(
        range(4_000, (i) => [`r${i}`, { name: `r${i}`, assume_role_policy: "{}" }]),
      ),
      aws_iam_role_policy_attachment: blocks(
        filling(MEGABYTE / 2, (i) => [
          `a${i}`,
          { role: `\${var.r${i}}`, policy_arn: `arn:aws:iam::aws:policy/P${i}` },
        ]),
      ),
    }),
    "buckets, and parts of buckets that are not known": synth({
      aws_s3_bucket: blocks(filling(MEGABYTE / 2, (i) => [`b${i}`, { bucket: `b${i}` }])),
      aws_s3_bucket_versioning: blocks(
        filling(MEGABYTE / 2, (i) => [`v${i}`, { bucket: `\${var.b${i}}` }]),
      ),
    }),
    "10,000 buckets": synth({
      aws_s3_bucket: blocks(range(RESOURCES, (i) => [`b${i}`, named(`b${i}`)])),
    }),
    "5,000 buckets, and 5,000 parts that are not known": synth({
      aws_s3_bucket: blocks(range(RESOURCES / 2, (i) => [`b${i}`, named(`b${i}`)])),
      aws_s3_bucket_versioning: blocks(
        range(RESOURCES / 2, (i) => [`v${i}`, { bucket: `\${var.${long(`b${i}`)}}` }]),
      ),
    }),
    "10,000 blocks of one resource type": synth({
      aws_subnet: blocks(range(RESOURCES, (i) => [`s${i}`, { vpc_id: long("v") }])),
    }),
    "20,000 blocks of one resource type": synth({
      aws_subnet: blocks(filling(MEGABYTE, (i) => [`s${i}`, { vpc_id: "v" }])),
    }),
    "tags of 1 MB": synth({
      aws_iam_role: {
        r: {
          name: "zilliz-byoc-acme-storage-role",
          assume_role_policy: EXTERNAL,
          tags: blocks(filling(MEGABYTE, (i) => [`t${i}`, "x"])),
        },
      },
    }),
    "one text of 1 MB": synth({ aws_iam_role: { r: { name: "x".repeat(MEGABYTE) } } }),
    "texts that look like secrets": synth({
      aws_iam_role: {
        r: { name: "cid-".repeat(MEGABYTE / 4), description: "ExternalId ".repeat(1_000) },
      },
    }),
    "1 MB of white space in a policy": managed(`${" ".repeat(MEGABYTE)}{"Statement":[]}`),
    "lists within lists": `{"resource":{"aws_iam_role":{"r":{"name":${within("[", "1", "]", MEGABYTE / 2)}}}}}`,
    "3,000 lists within lists": `{"resource":{"aws_iam_role":{"r":{"name":${within("[", "1", "]", 3_000)}}}}}`,
    "a policy of lists within lists": managed(
      `{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Sid":${within("[", "1", "]", 300_000)}}]}`,
    ),
    "flat keys": `{"resource":{${filling(MEGABYTE, (i) => `"k${i}":{}`).join(",")}}}`,
    "one key again and again": `{"resource":{${filling(MEGABYTE, () => '"k":{}').join(",")}}}`,
    "broken at its end": `{"resource":{${filling(MEGABYTE, (i) => `"k${i}":{}`).join(",")}`,
    "an expression of 1 MB of brackets": synth({
      aws_iam_role: { r: { name: `\${${within("(", "1", ")", MEGABYTE / 2)}}` } },
    }),
    "an expression of 1 MB of steps": synth({
      aws_iam_role: { r: { name: `\${a${".b".repeat(MEGABYTE / 2)}}` } },
    }),
    "an expression of 1 MB of parts": synth({
      aws_iam_role: { r: { name: "${var.x}".repeat(MEGABYTE / 8) } },
    }),
    "an expression that never ends": synth({
      aws_iam_role: { r: { name: "${".repeat(MEGABYTE / 2) } },
    }),
    "locals that double": synth(
      { aws_iam_policy: { p: { name: "${local.l60}", policy: "${local.l60}" } } },
      {
        locals: {
          l0: "xxxxxxxx",
          ...blocks(range(60, (i) => [`l${i + 1}`, `\${local.l${i}}\${local.l${i}}`])),
        },
      },
    ),
    "locals that double as lists": synth(
      { aws_iam_policy: { p: { name: "p", policy: "${jsonencode(local.l60)}" } } },
      {
        locals: {
          l0: ["x"],
          ...blocks(range(60, (i) => [`l${i + 1}`, [`\${local.l${i}}`, `\${local.l${i}}`]])),
        },
      },
    ),
    "20,000 locals that name each other": synth(
      { aws_iam_policy: { p: { name: "${local.l20000}", policy: "${local.l20000}" } } },
      { locals: blocks(range(20_000, (i) => [`l${i + 1}`, `\${local.l${i}}`])) },
    ),
    "references that double": synth(
      {
        aws_iam_role_policy_attachment: blocks(
          range(2_000, (i) => [`a${i}`, { role: "${local.l60}", policy_arn: "${local.l60}" }]),
        ),
      },
      {
        locals: {
          l0: "${aws_iam_role.r.name}",
          ...blocks(range(60, (i) => [`l${i + 1}`, [`\${local.l${i}}`, `\${local.l${i}}`]])),
        },
      },
    ),
    "10,000 blocks of 1,000 instances": synth({
      aws_iam_role: blocks(
        range(RESOURCES, (i) => [`r${i}`, { count: 1000, name: "r", assume_role_policy: "{}" }]),
      ),
    }),
    "12,000 blocks of 1,000 instances": synth({
      aws_iam_role: blocks(
        filling(MEGABYTE, (i) => [`r${i}`, { count: 1000, name: "r", assume_role_policy: "{}" }]),
      ),
    }),
    "for_each over 100,000 keys": synth({
      aws_iam_role: {
        r: {
          for_each: blocks(filling(MEGABYTE, (i) => [`k${i}`, 1])),
          name: "${each.key}",
          assume_role_policy: TRUST,
        },
      },
    }),
    "policy document of 10,000 statements": synth(
      { aws_iam_policy: { p: { name: "p", policy: "${data.aws_iam_policy_document.d.json}" } } },
      {
        data: {
          aws_iam_policy_document: {
            d: {
              statement: filling(MEGABYTE, (i) => ({
                sid: `S${i}`,
                actions: ["s3:*"],
                resources: [`*${i}`],
              })),
            },
          },
        },
      },
    ),
    "policy document with 10,000 sources": synth(
      { aws_iam_policy: { p: { name: "p", policy: "${data.aws_iam_policy_document.d.json}" } } },
      {
        data: {
          aws_iam_policy_document: {
            d: {
              source_policy_documents: filling(MEGABYTE, (i) =>
                policy([{ Sid: `S${i}`, Effect: "Allow", Action: "*", Resource: "*" }]),
              ),
            },
          },
        },
      },
    ),
    "release with values of 1 MB": synth({
      helm_release: {
        milvus: {
          name: "milvus",
          chart: "milvus",
          repository: "https://zilliztech.github.io/milvus-helm/",
          version: "5.0.19",
          values: [filling(MEGABYTE, (i) => `k${i}: {a: 1}`).join("\n")],
        },
      },
    }),
    "release with 1 MB of broken YAML": synth({
      helm_release: {
        milvus: {
          name: "milvus",
          chart: "milvus",
          repository: "https://zilliztech.github.io/milvus-helm/",
          version: "5.0.19",
          values: ["[}".repeat(MEGABYTE / 2)],
        },
      },
    }),
    "release with YAML lists within lists": synth({
      helm_release: {
        milvus: {
          name: "milvus",
          chart: "milvus",
          repository: "https://zilliztech.github.io/milvus-helm/",
          version: "5.0.19",
          values: ["[".repeat(MEGABYTE)],
        },
      },
    }),
    "release with YAML aliases": synth({
      helm_release: {
        milvus: {
          name: "milvus",
          chart: "milvus",
          repository: "https://zilliztech.github.io/milvus-helm/",
          version: "5.0.19",
          values: [
            `a0: &a0 [x]\n${range(40, (i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`).join("\n")}`,
          ],
        },
      },
    }),
    "release with 10,000 sets": synth({
      helm_release: {
        milvus: {
          name: "milvus",
          chart: "milvus",
          repository: "https://zilliztech.github.io/milvus-helm/",
          version: "5.0.19",
          set: filling(MEGABYTE, (i) => ({ name: `a.b${i}.c[60000]`, value: "x" })),
        },
      },
    }),
    "waivers in code, 10,000": synth({
      aws_iam_role: {
        r: {
          "//": {
            metadata: { path: "a/b" },
            waivers: filling(MEGABYTE, (i) => ({
              rule: `r${i}`,
              reason: "long enough to say something",
              owner: "o",
              expires: "2030-01-01",
            })),
          },
          name: "r",
          assume_role_policy: TRUST,
        },
      },
    }),
    "plan of 1,200 roles": plan(
      range(1_200, (i) => ({
        type: "aws_iam_role",
        name: `r${i}`,
        values: {
          name: `zilliz-byoc-a${i}-storage-role`,
          assume_role_policy: EXTERNAL,
          inline_policy: [{ name: "p", policy: small(`${i}`) }],
        },
      })),
    ),
    "plan of 400 x 50 x 50": plan([
      { type: "aws_iam_policy", name: "p", values: { name: "p", policy: grid(400, 50, 50) } },
    ]),
    "plan of modules within modules": `{"format_version":"1.2","resource_changes":[],"configuration":{"root_module":${within('{"module_calls":{"m":{"module":', "{}", "}}}", 10_000)}}}`,
    "plan of deep modules": `{"format_version":"1.2","resource_changes":[],"configuration":{"root_module":${within('{"module_calls":{"m":{"module":', "{}", "}}}", 60)}}}`,
    "plan of references that double": plan(
      range(1_000, (i) => ({
        type: "aws_iam_role",
        name: `r${i}`,
        values: {},
        unknown: { name: true, assume_role_policy: true },
      })),
      {
        configuration: {
          root_module: {
            resources: range(1_000, (i) => ({
              address: `aws_iam_role.r${i}`,
              expressions: {
                name: {
                  constant_value: `\${aws_iam_role.r${i + 1}.name}\${aws_iam_role.r${i + 1}.name}`,
                  references: [`aws_iam_role.r${i + 1}.name`],
                },
              },
            })),
          },
        },
      },
    ),
    "plan of 20,000 drifted resources": plan([], {
      resource_drift: filling(MEGABYTE, (i) => ({
        address: `aws_s3_bucket.b${i}`,
        mode: "managed",
        type: "aws_s3_bucket",
        name: `b${i}`,
        change: { actions: ["update"], before: { a: 1 }, after: { a: 2 } },
      })),
    }),
    "plan of 5,000 deletions": plan([], {
      resource_changes: filling(MEGABYTE, (i) => ({
        address: `aws_iam_role.b${i}`,
        mode: "managed",
        type: "aws_iam_role",
        name: `b${i}`,
        change: { actions: ["delete"], before: { name: "a" }, after: null },
      })),
    }),
    "state of 400 x 50 x 50": state([
      { type: "aws_iam_policy", name: "p", values: { name: "p", policy: grid(400, 50, 50) } },
    ]),
    "state of 1,200 roles": state(
      range(1_200, (i) => ({
        type: "aws_iam_role",
        name: `r${i}`,
        values: {
          name: `zilliz-byoc-a${i}-storage-role`,
          assume_role_policy: EXTERNAL,
          inline_policy: [{ name: "p", policy: small(`${i}`) }],
        },
      })),
    ),
    "state of one role a thousand times": state(
      range(1_200, () => ({
        type: "aws_iam_role",
        name: "r",
        values: {
          name: "zilliz-byoc-a-storage-role",
          assume_role_policy: EXTERNAL,
          inline_policy: [{ name: "p", policy: small("") }],
        },
      })),
    ),
  };
}

/** Pairs for `export --diff`. */
function pairs() {
  return {
    "policies of 200 x 50 x 50": [inline(grid(200, 50, 50)), inline(grid(200, 50, 50, "n"))],
    "policies of 400 x 50 x 50": [inline(grid(400, 50, 50)), inline(grid(400, 50, 50, "n"))],
    "nothing, and 400 x 50 x 50": [inline(small("")), inline(grid(400, 50, 50, "n"))],
    "400 x 50 x 50, and nothing": [inline(grid(400, 50, 50)), inline(small("n"))],
    "15,000 statements": [
      inline(policy(filling(MEGABYTE, (i) => allow({ Resource: `arn:aws:s3:::b${i}/*` })))),
      inline(policy(filling(MEGABYTE, (i) => allow({ Resource: `arn:aws:s3:::c${i}/*` })))),
    ],
    "policies within the limit": [inline(grid(8, 24, 24)), inline(grid(8, 24, 24, "n"))],
    "150 policies within the limit on one role": [
      attachedTo(150, (i) => grid(4, 24, 24, `p${i}`)),
      attachedTo(150, (i) => grid(4, 24, 24, `n${i}`)),
    ],
    "1,500 small policies on one role": [
      attachedTo(1_500, (i) => small(`p${i}`)),
      attachedTo(1_500, (i) => small(`n${i}`)),
    ],
    "700 roles": [rolesOf(700), rolesOf(700, "n")],
    "trusts of 20,000 principals": ["a", "b"].map((x) =>
      trust(
        policy([
          {
            Effect: "Allow",
            Principal: { AWS: filling(MEGABYTE, (i) => `arn:aws:iam::${ACCOUNT}:role/${x}${i}`) },
            Action: "sts:AssumeRole",
          },
        ]),
      ),
    ),
    "bucket policies of 1 MB": ["a", "b"].map((x) =>
      bucket(
        policy(
          filling(MEGABYTE, (i) =>
            allow({
              Principal: { AWS: `arn:aws:iam::${100000000000 + i}:root` },
              Resource: `arn:aws:s3:::acme/${x}${i}*`,
            }),
          ),
        ),
      ),
    ),
    "key policies of 1 MB": ["a", "b"].map((x) =>
      key(
        policy(
          filling(MEGABYTE, (i) =>
            allow({
              Action: `kms:*${x}`,
              Principal: { AWS: `arn:aws:iam::${100000000000 + i}:root` },
            }),
          ),
        ),
      ),
    ),
    "conditions of 1 MB": ["a", "b"].map((x) =>
      inline(
        policy([
          allow({
            Condition: {
              StringLike: blocks(
                filling(MEGABYTE, (i) => [`aws:RequestTag/k${i}`, [`*${x}${i}*`]]),
              ),
            },
          }),
        ]),
      ),
    ),
    "NotAction of 2,000 statements": ["a", "b"].map((x) =>
      inline(
        policy(
          range(2_000, (i) => ({
            Effect: i % 2 ? "Allow" : "Deny",
            NotAction: range(20, (a) => `s3:Get${x}${i}x${a}*`),
            NotResource: [`arn:aws:s3:::b${i}/*`],
          })),
        ),
      ),
    ),
    "resources of 1 MB of *a": ["a", "b"].map((x) =>
      inline(policy([allow({ Resource: `arn:aws:s3:::${stars(MEGABYTE, x)}` })])),
    ),
    "resources of 9 kB of *a": ["a", "ab"].map((x) =>
      inline(policy([allow({ Resource: `arn:aws:s3:::${stars(9_000, x)}` })])),
    ),
    "attachments, 10,000": ["a", "b"].map((x) =>
      synth({
        aws_iam_role: { r: { name: "r", assume_role_policy: TRUST } },
        aws_iam_role_policy_attachment: blocks(
          filling(MEGABYTE, (i) => [
            `a${i}`,
            { role: "r", policy_arn: `arn:aws:iam::aws:policy/${x}${i}` },
          ]),
        ),
      }),
    ),
    "buckets, 6,000": ["a", "b"].map((x) =>
      synth({ aws_s3_bucket: blocks(range(6_000, (i) => [`b${i}`, named(`${x}${i}`)])) }),
    ),
    "grants, 6,000": ["a", "b"].map((x) =>
      synth({ aws_kms_grant: blocks(range(6_000, (i) => [`b${i}`, { key_id: long(x) }])) }),
    ),
    "buckets, 20,000": ["a", "b"].map((x) =>
      synth({ aws_s3_bucket: blocks(filling(MEGABYTE, (i) => [`b${i}`, { bucket: `${x}${i}` }])) }),
    ),
    "grants, 20,000": ["a", "b"].map((x) =>
      synth({ aws_kms_grant: blocks(filling(MEGABYTE, (i) => [`b${i}`, { key_id: x }])) }),
    ),
    "plans of 600 roles": ["a", "b"].map((x) =>
      plan(
        range(600, (i) => ({
          type: "aws_iam_role",
          name: `r${i}`,
          values: {
            name: `r${i}`,
            assume_role_policy: EXTERNAL,
            inline_policy: [{ name: "p", policy: small(`${x}${i}`) }],
          },
        })),
      ),
    ),
  };
}

const PLAIN = synth({
  aws_iam_role: { r: { name: "zilliz-byoc-acme-storage-role", assume_role_policy: EXTERNAL } },
});
const waiver = (i, parts = {}) => ({
  rule: "bucket-versioning",
  address: `aws_s3_bucket.b${i}`,
  reason: "long enough to say something",
  owner: "o",
  expires: "2030-01-01",
  ...parts,
});
const row = (i) => ({
  id: `own-${i}`,
  role: "storage",
  action: "s3:GetObject",
  resource: "arn:aws:s3:::b/x",
  expected: "denied",
  why: "w",
});
/** Largest waiver file and row file that are read. */
const READ = 250_000;

/** Files beside the input. */
function beside() {
  const many = synth({
    aws_s3_bucket: blocks(range(RESOURCES, (i) => [`b${i}`, named(`b${i}`)])),
  });
  return [
    [
      "waivers of 1 MB",
      "--waivers",
      json({ version: 1, waivers: filling(MEGABYTE, waiver) }),
      PLAIN,
    ],
    [
      "waivers of 250 kB for 1 MB of buckets",
      "--waivers",
      json({ version: 1, waivers: filling(READ, waiver) }),
      many,
    ],
    [
      "wildcard waivers for 1 MB of buckets",
      "--waivers",
      json({
        version: 1,
        waivers: range(100, (i) => waiver(i, { address: `*a*${i}*b*`, max: 1 })),
      }),
      many,
    ],
    [
      "more wildcard waivers than are read",
      "--waivers",
      json({
        version: 1,
        waivers: filling(READ, (i) => waiver(i, { address: `*a*${i}*b*`, max: 1 })),
      }),
      many,
    ],
    [
      "a waiver of 200 kB of *b",
      "--waivers",
      json({ version: 1, waivers: [waiver(1, { address: stars(200_000, "b"), max: 1 })] }),
      many,
    ],
    ["waivers of flat keys", "--waivers", filling(READ, (i) => `k${i}: 1`).join("\n"), PLAIN],
    ["waivers of broken YAML", "--waivers", "[}".repeat(READ / 2), PLAIN],
    ["waivers of lists within lists", "--waivers", "[".repeat(READ), PLAIN],
    [
      "waivers of YAML entries",
      "--waivers",
      `version: 1\nwaivers:\n${filling(READ, (i) => `- {rule: r, address: "a${i}"}`).join("\n")}`,
      PLAIN,
    ],
    ["rows of 1 MB", "--rows", json({ version: 1, rows: filling(MEGABYTE, row) }), PLAIN],
    ["rows of 250 kB", "--rows", json({ version: 1, rows: filling(READ, row) }), rolesOf(100)],
    [
      "rows of 250 kB for 750 roles",
      "--rows",
      json({ version: 1, rows: filling(READ, row) }),
      rolesOf(750),
    ],
    ["rows of flat keys", "--rows", filling(READ, (i) => `k${i}: 1`).join("\n"), PLAIN],
    ["rows of broken YAML", "--rows", "[}".repeat(READ / 2), PLAIN],
    ["rows of lists within lists", "--rows", "[".repeat(READ), PLAIN],
    ["scp of 400 x 50 x 50", "--scp", grid(400, 50, 50), rolesOf(100)],
    [
      "scp of 3,000 policies",
      "--scp",
      json(filling(MEGABYTE, (i) => JSON.parse(small(`${i}`)))),
      rolesOf(100),
    ],
    ["scp of 1 MB of *a", "--scp", policy([allow({ Action: stars(MEGABYTE) })]), rolesOf(10)],
    ["scp that is a number of 1 MB", "--scp", "1".repeat(MEGABYTE), PLAIN],
    ["scp of lists within lists", "--scp", "[".repeat(MEGABYTE), PLAIN],
  ];
}

/** Config files of the greatest size that is read. */
function configs() {
  const head = `version: 1\nname: acme\naccountId: "111122223333"\nregion: us-west-2\n`;
  const backend = `${head}terraform: { backend: { type: s3, bucket: b, shared_config_files: [`;
  const size = READ - backend.length - 10;
  const lines = (make) => filling(size, make).join("\n");
  return {
    "keys that nobody knows": head + lines((i) => `k${i}:`),
    "one key again and again": head + lines(() => "a:"),
    "lines without a key": head + lines(() => "a"),
    "brackets that close one another": "[}".repeat(READ / 2),
    "mappings that do not end": "{,".repeat(READ / 2),
    "anchors and aliases": `b: [${filling(size, (i) => `&a${i} b, *a${i}`).join(", ")}]\n`,
    "empty texts of a backend": `${backend}${"'',".repeat(size / 3)}] } }\n`,
    documents: "--- a\n".repeat(READ / 6),
  };
}

export function cases() {
  return [
    ...Object.entries(configs()).map(([name, text]) => ({
      name: `config: ${name}`,
      files: { "byoc.yaml": text },
      args: ["validate"],
    })),
    ...Object.entries(single()).map(([name, text]) => ({
      name,
      files: { "main.tf.json": text },
      args: ["check", "main.tf.json", "--format", "json=report.json,terminal"],
    })),
    ...beside().map(([name, option, text, input]) => ({
      name,
      files: { "main.tf.json": input, "beside.json": text },
      args: ["check", "main.tf.json", option, "beside.json"],
    })),
    ...Object.entries(pairs()).map(([name, [before, after]]) => ({
      name: `diff: ${name}`,
      files: { "old.tf.json": before, "new.tf.json": after },
      args: ["export", "--diff", "old.tf.json", "new.tf.json"],
    })),
  ];
}
