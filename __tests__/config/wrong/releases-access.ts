import { MILVUS, patch, release, type Wrong } from "./case";

const ISSUER = "oidcIssuer: https://oidc.eks.us-west-2.amazonaws.com/id/ABCD";
const CERTIFICATE =
  "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUIKLS0tLS1FTkQgQ0VSVElGSUNBVEUtLS0tLQo=";

/** A release of the chart 5.0.19, or other lines, with a cluster of its own. */
const cluster = (settings: string, rest = "  release: { chartVersion: 5.0.19 }\n") =>
  patch(MILVUS, `{ ${ISSUER} }`, settings) + rest;

/** A second deployment in the same account, cluster and namespace. */
const other = (settings: string) =>
  patch(
    patch(release(settings), "name: acme\n", "name: other\n"),
    "  bucket: { name: acme-milvus }",
    "  roleName: other\n  policyName: Other\n  bucket: { name: other-milvus }",
  );

/** The cluster that a release is made in, and what two releases cannot share. */
export const RELEASE_ACCESS: readonly Wrong[] = [
  {
    name: "a release in no cluster",
    config: cluster(`{ ${ISSUER} }`),
    error: `error[missing] byoc.yaml:6:3
  milvus.cluster.name
  is missing; the release is made in this cluster
  allowed: the name of an EKS cluster, or access.kubeconfig
  fix: add name, or access: { kubeconfig: ~/.kube/config }`,
  },
  {
    name: "access to a cluster in which nothing is done",
    config: cluster(`{ ${ISSUER}, access: { profile: acme } }`, ""),
    error: `error[conflict] byoc.yaml:6:76
  milvus.cluster.access = a mapping
  has no effect without release: nothing is done in the cluster
  allowed: with release
  fix: add release, or remove the lines`,
  },
  {
    name: "a kubeconfig and more",
    config: cluster(
      `{ ${ISSUER}, access: { kubeconfig: ~/.kube/config, profile: acme, endpoint: "https://api.acme.example" } }`,
    ),
    error: `error[conflict] byoc.yaml:6:123
  milvus.cluster.access.profile = "acme"
  stands beside kubeconfig, which says all of it
  allowed: kubeconfig and context alone
  fix: remove one of them

error[conflict] byoc.yaml:6:139
  milvus.cluster.access.endpoint = "https://api.acme.example"
  stands beside kubeconfig, which says all of it
  allowed: kubeconfig and context alone
  fix: remove one of them`,
  },
  {
    name: "a kubeconfig relative to nothing",
    config: cluster(`{ ${ISSUER}, access: { kubeconfig: kube/config } }`),
    error: `error[value] byoc.yaml:6:98
  milvus.cluster.access.kubeconfig = "kube/config"
  is not a path that means the same file in every folder
  allowed: a path that begins with ~/ or /
  fix: use ~/.kube/config`,
  },
  {
    name: "a context of no file",
    config: cluster(`{ name: acme-eks, ${ISSUER}, access: { context: prod } }`),
    error: `error[conflict] byoc.yaml:6:111
  milvus.cluster.access.context = "prod"
  names a context of no file
  allowed: with kubeconfig
  fix: add kubeconfig: ~/.kube/config, or remove the line`,
  },
  {
    name: "an endpoint without its certificate",
    config: cluster(
      `{ name: acme-eks, ${ISSUER}, access: { endpoint: "https://ABC.gr7.us-west-2.eks.amazonaws.com" } }`,
    ),
    error: `error[missing] byoc.yaml:6:92
  milvus.cluster.access.certificateAuthority
  is missing beside endpoint
  allowed: both, or none of them
  fix: add certificateAuthority, or remove endpoint`,
  },
  {
    name: "a certificate without its endpoint",
    config: cluster(
      `{ name: acme-eks, ${ISSUER}, access: { certificateAuthority: ${CERTIFICATE} } }`,
    ),
    error: `error[missing] byoc.yaml:6:92
  milvus.cluster.access.endpoint
  is missing beside certificateAuthority
  allowed: both, or none of them
  fix: add endpoint, or remove certificateAuthority`,
  },
  {
    name: "values of the access",
    config: cluster(`
    name: acme-eks
    ${ISSUER}
    access:
      profile: acme prod
      roleArn: arn:aws:iam::111122223333:user/deployer
      endpoint: ABC.gr7.us-west-2.eks.amazonaws.com
      certificateAuthority: bm90IGEgY2VydGlmaWNhdGU=`),
    error: `error[value] byoc.yaml:10:16
  milvus.cluster.access.profile = "acme prod"
  is not the name of a profile
  allowed: 1 to 128 letters, digits and _+=,.@:/-

error[arn] byoc.yaml:11:16
  milvus.cluster.access.roleArn = "arn:aws:iam::111122223333:user/deployer"
  is not a role's ARN
  allowed: arn:aws:iam::<account>:role/<path and name>
  fix: aws iam list-roles --query 'Roles[].Arn'

error[value] byoc.yaml:12:17
  milvus.cluster.access.endpoint = "ABC.gr7.us-west-2.eks.amazonaws.com"
  is not the address of a Kubernetes API
  allowed: https://<host>, without a path
  fix: aws eks describe-cluster --name <cluster> --query cluster.endpoint

error[value] byoc.yaml:13:29
  milvus.cluster.access.certificateAuthority = "bm90IGEgY2VydGlmaWNhdGU="
  is not a certificate in base64
  allowed: base64 of a text that begins with -----BEGIN CERTIFICATE-----
  fix: aws eks describe-cluster --name <cluster> --query cluster.certificateAuthority.data`,
  },
  {
    name: "a context with a space",
    config: cluster(`{ ${ISSUER}, access: { kubeconfig: ~/.kube/config, context: "a b" } }`),
    error: `error[value] byoc.yaml:6:123
  milvus.cluster.access.context = "a b"
  is not the name of a context
  allowed: 1 to 253 characters without spaces
  fix: kubectl config get-contexts --output name`,
  },
  {
    name: "Pod Identity in a cluster without a name",
    config: cluster("{ podIdentity: true }", ""),
    error: `error[missing] byoc.yaml:6:3
  milvus.cluster.name
  is missing; the role is associated with a service account of this cluster
  allowed: the name of an EKS cluster
  fix: add name, or remove podIdentity`,
  },
  {
    name: "Pod Identity with an older Milvus",
    config: cluster(
      "{ name: acme-eks, podIdentity: true }",
      "  release: { chartVersion: 4.2.58 }\n",
    ),
    error: `error[release] byoc.yaml:6:43
  milvus.cluster.podIdentity = true
  Milvus of chart 4.2.58 cannot take its role by EKS Pod Identity: query nodes fail (milvus-io/milvus #42547)
  allowed: charts from 5.0.0 on
  fix: remove podIdentity and name the cluster's issuer`,
  },
  {
    name: "a provider of no issuer beside Pod Identity",
    config: cluster("{ name: acme-eks, podIdentity: true, createOidcProvider: true }", ""),
    error: `error[missing] byoc.yaml:6:3
  milvus.cluster.oidcIssuer
  is missing; createOidcProvider creates the provider of this issuer
  allowed: oidcIssuer with createOidcProvider
  fix: aws eks describe-cluster --name acme-eks --query cluster.identity.oidc.issuer`,
  },
  {
    name: "two releases of one name in one cluster",
    config: {
      "a.yaml": release(""),
      "b.yaml": other("    createNamespace: false\n"),
    },
    error: `error[duplicate-name] b.yaml:5:1
  milvus.serviceAccount.name
  the service account milvus/milvus-s3-access-sa is used by acme (a.yaml) too
  allowed: a name that is used once
  fix: give one of them another name

error[duplicate-name] b.yaml:10:3
  milvus.release.name
  the release milvus/milvus is used by acme (a.yaml) too
  allowed: a name that is used once
  fix: give one of them another name`,
  },
  {
    name: "two releases in one namespace that both create",
    config: {
      "a.yaml": release(""),
      "b.yaml": patch(
        other("    name: second-milvus\n"),
        "  bucket:",
        "  serviceAccount: { name: other }\n  bucket:",
      ),
    },
    error: `error[duplicate-name] b.yaml:9:3
  milvus.serviceAccount.namespace
  the namespace milvus is used by acme (a.yaml) too
  allowed: a name that is used once
  fix: set createNamespace: false in one of them, or name another namespace`,
  },
  {
    name: "two releases in one place of one bucket",
    config: {
      "a.yaml": patch(release(""), "acme-milvus }", "acme-milvus, existing: true }"),
      "b.yaml": patch(
        patch(other(""), "other-milvus }", "acme-milvus, existing: true }"),
        "acme-eks",
        "other-eks",
      ),
    },
    error: `error[duplicate-name] b.yaml:10:3
  milvus.release.rootPath
  the place acme-milvus/milvus of Milvus' data is used by acme (a.yaml) too
  allowed: a name that is used once
  fix: give one of them another name`,
  },
  {
    name: "two load balancers of one name",
    config: {
      "a.yaml": release("    service: { type: LoadBalancer, loadBalancerName: milvus }\n"),
      "b.yaml": patch(
        other("    service: { type: LoadBalancer, loadBalancerName: milvus }\n"),
        "acme-eks",
        "other-eks",
      ),
    },
    error: `error[duplicate-name] b.yaml:12:54
  milvus.release.service.loadBalancerName = "milvus"
  the load balancer milvus is used by acme (a.yaml) too
  allowed: a name that is used once
  fix: give one of them another name`,
  },
];
