import { milvus, type Wrong } from "./case";

const ISSUER = "https://oidc.eks.us-west-2.amazonaws.com/id/ABCD";
const PROVIDER = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-west-2.amazonaws.com/id/ABCD";
const PROVIDER_FORM = `  allowed: arn:aws:iam::<account>:oidc-provider/<issuer without https://>
  fix: aws iam list-open-id-connect-providers`;

const READ = "aws eks describe-cluster --name <cluster> --query cluster.identity.oidc.issuer";

const wrongIssuer = (written: string, said: string, fix = READ): Wrong => ({
  name: `the issuer ${written.slice(0, 60)}`,
  config: milvus(ISSUER, JSON.stringify(written)),
  error: `error[oidc-issuer] byoc.yaml:6:26
  milvus.cluster.oidcIssuer = ${written.length > 120 ? `"${written.slice(0, 120)}… (${written.length} characters)"` : JSON.stringify(written)}
  ${said}
  allowed: https://oidc.eks.<region>.amazonaws.com/id/<32 characters>, or another https issuer
  fix: ${fix}`,
});

const wrongProvider = (written: string, said: string): Wrong => ({
  name: `the provider ${written}`,
  config: milvus(`oidcIssuer: ${ISSUER}`, `oidcProviderArn: ${written}`),
  error: `error[arn] byoc.yaml:6:31
  milvus.cluster.oidcProviderArn = "${written}"
  ${said}
${PROVIDER_FORM}`,
});

/** The cluster's OIDC provider, and Kubernetes' names. */
export const CLUSTERS: readonly Wrong[] = [
  wrongIssuer(
    "oidc.eks.us-west-2.amazonaws.com/id/ABCD",
    "must begin with https://",
    `use ${ISSUER}`,
  ),
  wrongIssuer(
    "http://oidc.eks.us-west-2.amazonaws.com/id/ABCD/",
    "must begin with https://; must not end with a slash",
    `use ${ISSUER}`,
  ),
  wrongIssuer(
    PROVIDER,
    "must begin with https://; must name a host in lower case; must not name a port",
    `use ${ISSUER}`,
  ),
  wrongIssuer(
    `${ISSUER}/.well-known/openid-configuration`,
    "must end before /.well-known/",
    `use ${ISSUER}`,
  ),
  wrongIssuer(
    "https://OIDC.eks.us-west-2.amazonaws.com:443/id?x=1",
    "must name a host in lower case; must not name a port; must not hold a query or fragment",
  ),
  wrongIssuer("https://", "must name a host in lower case"),
  wrongIssuer("https://localhost/id", "must name a host in lower case"),
  wrongIssuer("https://oidc.acme.example/a b", "holds a character that is not allowed in it"),
  wrongIssuer(
    `https://oidc.acme.example/${"a".repeat(240)}`,
    "has 266 characters; 255 are allowed",
  ),
  wrongIssuer("", "must begin with https://; must name a host in lower case"),
  wrongProvider(ISSUER, "is not an OIDC provider's ARN"),
  wrongProvider("arn:aws:iam::111122223333:role/oidc", "is not an OIDC provider's ARN"),
  wrongProvider(
    `arn:aws:iam::111122223333:oidc-provider/${ISSUER}`,
    "names its issuer with https://",
  ),
  wrongProvider(`${PROVIDER}/`, "names an issuer that must not end with a slash"),
];
