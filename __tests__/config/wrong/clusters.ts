import { BASE, milvus, type Wrong } from "./case";

const ISSUER = "https://oidc.eks.us-west-2.amazonaws.com/id/ABCD";
const PROVIDER = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-west-2.amazonaws.com/id/ABCD";
const PROVIDER_FORM = `  allowed: arn:aws:iam::<account>:oidc-provider/<issuer without https://>
  fix: aws iam list-open-id-connect-providers`;

const wrongIssuer = (written: string, said: string): Wrong => ({
  name: `the issuer ${written.slice(0, 60)}`,
  config: milvus(ISSUER, JSON.stringify(written)),
  error: `error[oidc-issuer] byoc.yaml:6:26
  milvus.cluster.oidcIssuer = ${written.length > 120 ? `"${written.slice(0, 120)}… (${written.length} characters)"` : JSON.stringify(written)}
  ${said}
  allowed: https://oidc.eks.<region>.amazonaws.com/id/<32 characters>, or another https issuer
  fix: aws eks describe-cluster --name <cluster> --query cluster.identity.oidc.issuer`,
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
  wrongIssuer("oidc.eks.us-west-2.amazonaws.com/id/ABCD", "must begin with https://"),
  wrongIssuer(
    "http://oidc.eks.us-west-2.amazonaws.com/id/ABCD/",
    "must begin with https://; must not end with a slash",
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
  {
    name: "a provider in another account",
    config: milvus(`oidcIssuer: ${ISSUER}`, `oidcProviderArn: ${PROVIDER.replace("1111", "9999")}`),
    error: `error[arn] byoc.yaml:6:31
  milvus.cluster.oidcProviderArn = "${PROVIDER.replace("1111", "9999")}"
  lies in account 999922223333, the deployment in 111122223333
  allowed: arn:aws:iam::111122223333:…
  fix: name one of this account and region, or correct accountId and region`,
  },
  {
    name: "a provider of another issuer, in both sections that have one",
    config: `${BASE}  oidcIssuer: ${ISSUER}
  oidcProviderArn: ${PROVIDER}E
milvus:
  cluster:
    oidcIssuer: ${ISSUER}
    oidcProviderArn: ${PROVIDER}F
  bucket: { name: acme-milvus }
`,
    error: `error[conflict] byoc.yaml:11:20
  project.oidcProviderArn = "${PROVIDER}E"
  names another issuer than oidcIssuer
  allowed: ${PROVIDER}
  fix: remove one of them

error[conflict] byoc.yaml:15:22
  milvus.cluster.oidcProviderArn = "${PROVIDER}F"
  names another issuer than oidcIssuer
  allowed: ${PROVIDER}
  fix: remove one of them`,
  },
  {
    name: "a provider that exists and is to be created",
    config: milvus(
      `oidcIssuer: ${ISSUER}`,
      `oidcProviderArn: ${PROVIDER}, createOidcProvider: true`,
    ),
    error: `error[conflict] byoc.yaml:6:133
  milvus.cluster.createOidcProvider = true
  stands beside oidcProviderArn, which names a provider that exists
  allowed: createOidcProvider with oidcIssuer
  fix: remove one of them`,
  },
  {
    name: "names of Kubernetes",
    config: milvus(
      "  bucket:",
      `  serviceAccount:
    namespace: Milvus.Prod-
    name: milvus-.sa_
  bucket:`,
    ),
    error: `error[kubernetes-name] byoc.yaml:8:16
  milvus.serviceAccount.namespace = "Milvus.Prod-"
  "M" at offset 0 is not allowed; "." at offset 6 is not allowed; "P" at offset 7 is not allowed; must end with a letter or digit
  allowed: a DNS-1123 label: 1 to 63 of a-z, 0-9 and "-", beginning and ending with a letter or digit

error[kubernetes-name] byoc.yaml:9:11
  milvus.serviceAccount.name = "milvus-.sa_"
  "_" at offset 10 is not allowed; each part between periods must begin and end with a letter or digit
  allowed: a DNS-1123 subdomain: 1 to 253 of a-z, 0-9, "-" and ".", each part beginning and ending with a letter or digit`,
  },
  {
    name: "the name of a cluster",
    config: milvus(`oidcIssuer: ${ISSUER}`, `oidcIssuer: ${ISSUER}, name: -prod`),
    error: `error[kubernetes-name] byoc.yaml:6:82
  milvus.cluster.name = "-prod"
  is not an EKS cluster name
  allowed: 1 to 100 letters, digits, hyphens and underscores, not beginning with a hyphen`,
  },
];
