import {
  awsManagedPolicyArn,
  bucketArn,
  keyArn,
  objectsArn,
  oidcProviderArn,
  parseArn,
  policyArn,
  roleArn,
} from "../../aws/arn";

describe("ARNs", () => {
  // Forms of the service authorization reference.
  it.each([
    [bucketArn("aws", "acme"), "arn:aws:s3:::acme"],
    [objectsArn("aws-cn", "acme"), "arn:aws-cn:s3:::acme/*"],
    [roleArn("aws", "111122223333", "/", "r"), "arn:aws:iam::111122223333:role/r"],
    [roleArn("aws", "111122223333", "/a/b/", "r"), "arn:aws:iam::111122223333:role/a/b/r"],
    [policyArn("aws", "111122223333", "/a/", "p"), "arn:aws:iam::111122223333:policy/a/p"],
    [awsManagedPolicyArn("aws-us-gov", "P"), "arn:aws-us-gov:iam::aws:policy/P"],
    [
      oidcProviderArn("aws", "111122223333", "oidc.acme.example/id"),
      "arn:aws:iam::111122223333:oidc-provider/oidc.acme.example/id",
    ],
    [keyArn("aws", "us-west-2", "111122223333", "*"), "arn:aws:kms:us-west-2:111122223333:key/*"],
  ])("%s", (made, documented) => {
    expect(made).toBe(documented);
  });
});

describe("parseArn", () => {
  it("splits an ARN, the resource with its colons", () => {
    expect(parseArn("arn:aws:logs:us-west-2:111122223333:log-group:/a:*")).toEqual({
      partition: "aws",
      service: "logs",
      region: "us-west-2",
      account: "111122223333",
      resource: "log-group:/a:*",
    });
  });

  it("leaves region and account empty where an ARN has none", () => {
    expect(parseArn("arn:aws:s3:::acme")).toMatchObject({ region: "", account: "" });
  });

  it.each([
    "",
    "acme",
    "arn:aws:s3",
    "arn:aws:s3:::",
    "arn::s3:::acme",
    "arn:aws:s3:::a b",
    " arn:aws:s3:::a",
  ])("refuses %j", (text) => {
    expect(parseArn(text)).toBeUndefined();
  });
});
