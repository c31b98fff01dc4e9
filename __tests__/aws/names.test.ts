import {
  bucketNameViolations,
  characterViolations,
  dnsLabelViolations,
  dnsSubdomainViolations,
  iamNameViolations,
  iamPathViolations,
  nearestBucketName,
} from "../../aws/names";

describe("bucketNameViolations", () => {
  it.each(["abc", "a".repeat(63), "1a2", "my.bucket-1", "a.b.c", "10.0.0.256a"])(
    "accepts %s",
    (name) => {
      expect(bucketNameViolations(name)).toEqual([]);
    },
  );

  it.each([
    ["", ["has 0 characters; 3 to 63 are allowed"]],
    ["a", ["has 1 character; 3 to 63 are allowed"]],
    ["a".repeat(64), ["has 64 characters; 3 to 63 are allowed"]],
    ["a\u{1f600}b", ['"\u{1f600}" at offset 1 is not allowed']],
    ["ab.", ["must end with a letter or digit"]],
    ["-ab", ["must begin with a letter or digit"]],
    ["a..b", ["must not hold two periods in a row"]],
    ["192.168.5.4", ["must not look like an IP address"]],
    ["xn--abc", ['must not begin with "xn--"']],
    ["sthree-abc", ['must not begin with "sthree-"']],
    ["amzn-s3-demo-abc", ['must not begin with "amzn-s3-demo-"']],
    ["abc-s3alias", ['must not end with "-s3alias"']],
    ["abc--ol-s3", ['must not end with "--ol-s3"']],
    ["abc.mrap", ['must not end with ".mrap"']],
    ["abc--x-s3", ['must not end with "--x-s3"']],
    ["abc--table-s3", ['must not end with "--table-s3"']],
  ])("refuses %j", (name, violations) => {
    expect(bucketNameViolations(name)).toEqual(violations);
  });
});

describe("nearestBucketName", () => {
  it.each([
    ["Acme Data", "acme-data"],
    ["..acme..data..", "acme.data"],
    ["a".repeat(80), "a".repeat(63)],
    ["s3://acme", "acme"],
    ["arn:aws:s3:::acme/data/*", "acme"],
    ["s3://acme-*", undefined],
    ["$BUCKET", undefined],
    ["arn:aws:s3:::acme", "acme"],
  ])("makes %j %j", (name, nearest) => {
    expect(nearestBucketName(name)).toBe(nearest);
  });

  it.each(["acme", "ab", "!!", "192.168.5.4", "xn--acme"])("has nothing for %j", (name) => {
    expect(nearestBucketName(name)).toBeUndefined();
  });
});

describe("characterViolations", () => {
  it("lists five characters and counts the rest", () => {
    expect(characterViolations("aBCDEFGHi", /[a-z]/)).toEqual([
      '"B" at offset 1 is not allowed',
      '"C" at offset 2 is not allowed',
      '"D" at offset 3 is not allowed',
      '"E" at offset 4 is not allowed',
      '"F" at offset 5 is not allowed',
      "2 more characters are not allowed",
    ]);
    expect(characterViolations("ABCDEF", /[a-z]/).at(-1)).toBe("1 more character is not allowed");
  });

  it("keeps the characters to itself when it is told to", () => {
    expect(characterViolations("aB", /[a-z]/, "discreet")).toEqual([
      "the character at offset 1 is not allowed",
    ]);
  });
});

describe("iamNameViolations", () => {
  it.each(["a", "MilvusS3ReadWrite", "a_b+c=d,e.f@g-h", "x".repeat(64)])("accepts %s", (name) => {
    expect(iamNameViolations(name, 64)).toEqual([]);
  });

  it.each([
    ["", 64, ["has 0 characters; 1 to 64 are allowed"]],
    ["x".repeat(129), 128, ["has 129 characters; 1 to 128 are allowed"]],
    [
      "a/b ü",
      64,
      [
        '"/" at offset 1 is not allowed',
        '" " at offset 3 is not allowed',
        '"ü" at offset 4 is not allowed',
      ],
    ],
  ])("refuses %j", (name, longest, violations) => {
    expect(iamNameViolations(name, longest)).toEqual(violations);
  });
});

describe("iamPathViolations", () => {
  it.each(["/", "/zilliz/", "/a/b/c/", `/${"a".repeat(510)}/`])("accepts %s", (path) => {
    expect(iamPathViolations(path)).toEqual([]);
  });

  it.each([
    ["", ['must begin with "/"', 'must end with "/"']],
    ["zilliz/", ['must begin with "/"']],
    ["/zilliz", ['must end with "/"']],
    ["//", ['must not hold "//"']],
    ["/a b/", ["may hold printable ASCII without spaces only"]],
    ["/a*/", ['must not hold any of * ? $ % { } " \\']],
    [`/${"a".repeat(511)}/`, ["has 513 characters; 512 are allowed"]],
  ])("refuses %j", (path, violations) => {
    expect(iamPathViolations(path)).toEqual(violations);
  });
});

describe("names of Kubernetes", () => {
  it.each(["a", "milvus", "a-1", "0", "a".repeat(63)])("has the label %s", (name) => {
    expect(dnsLabelViolations(name)).toEqual([]);
  });

  it.each([
    ["", ["has 0 characters; 1 to 63 are allowed"]],
    ["a.b", ['"." at offset 1 is not allowed']],
    ["-a-", ["must begin with a letter or digit", "must end with a letter or digit"]],
    ["a".repeat(64), ["has 64 characters; 1 to 63 are allowed"]],
  ])("has no label %j", (name, violations) => {
    expect(dnsLabelViolations(name)).toEqual(violations);
  });

  it.each(["a", "a.b-c.d", "a".repeat(253)])("has the subdomain %s", (name) => {
    expect(dnsSubdomainViolations(name)).toEqual([]);
  });

  it.each(["a..b", "a.-b", "a-.b"])("has no subdomain %s", (name) => {
    expect(dnsSubdomainViolations(name)).toEqual([
      "each part between periods must begin and end with a letter or digit",
    ]);
  });
});
