/** A config that sets every optional field of every section once. */
export const FULL = `version: 1
name: acme-prod
accountId: "111122223333"
region: eu-central-1
aws:
  profile: acme-tools
  assumeRole:
    roleArn: arn:aws:iam::111122223333:role/teams/terraform
    sessionName: acme-pipeline
    externalId: acme-access-7Qw9Rt2Yp4
    durationSeconds: 1800
  endpoints: { sts: https://sts.acme.example, iam: "http://127.0.0.1:5000" }
  ignoreTags: { keys: [LastScanned], keyPrefixes: ["acme:"] }
tags:
  CostCenter: "1234"
  Team: Vektor Söhne
policyEdition: current
trustDenials:
  - Sid: OurOrganization
    Effect: Deny
    Principal: "*"
    Action: [sts:AssumeRole, sts:TagSession]
    Condition:
      StringNotEquals: { aws:PrincipalOrgID: o-a1b2c3d4e5, aws:PrincipalAccount: ["999988887777"] }
zilliz:
  accountId: "999988887777"
  externalId: cid-7Qw9Rt2Yp4
terraform:
  backend:
    type: s3
    bucket: acme-state
    key: byoc/{stack}.tfstate
    region: eu-central-1
    use_lockfile: true
    assume_role: { role_arn: arn:aws:iam::111122223333:role/state }
bootstrap:
  prefix: acme-zilliz-
  path: /acme/zilliz/
  bootstrapRole: false
  maxSessionDuration: 7200
project:
  bucket:
    name: zilliz-byoc-acme
    existing: false
    region: eu-central-1
    versioning: true
    expireOldVersionsAfterDays: 90
    abortUploadsAfterDays: 3
    accessLogBucket: acme-logs
    forceDestroy: true
    preventDestroy: false
  kmsKeyArn: arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f
  prefix: acme-byoc-
  path: /zilliz-byoc/
  storageRoleName: acme-storage
  crossAccountRoleName: acme-cross
  eksRoleName: acme-eks
  oidcIssuer: https://oidc.eks.eu-central-1.amazonaws.com/id/ABCD
  oidcProviderArn: arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/ABCD
  permissionsBoundary: bootstrap
  maxSessionDuration: 10800
  network:
    cidr: 10.20.0.0/16
    availabilityZones: [eu-central-1c, eu-central-1b, eu-central-1a]
    privateLink: true
integration:
  bucket: { name: acme-export, existing: true, region: eu-central-1 }
  externalId: cid-Integration1
  path: /export/
  roleName: acme-export-role
  policyName: acme-export-policy
  permissionsBoundary: arn:aws:iam::111122223333:policy/teams/AcmeBoundary
milvus:
  cluster:
    name: acme-eks
    oidcIssuer: https://oidc.eks.eu-central-1.amazonaws.com/id/EFGH
    createOidcProvider: true
    podIdentity: false
    access:
      profile: acme-prod
      roleArn: arn:aws:iam::111122223333:role/eks-deployer
      endpoint: https://0123456789ABCDEF.gr7.eu-central-1.eks.amazonaws.com
      certificateAuthority: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUIKLS0tLS1FTkQgQ0VSVElGSUNBVEUtLS0tLQo=
      proxyUrl: http://proxy.acme.example:3128
  serviceAccount: { namespace: vectors, name: milvus.sa }
  bucket: { name: acme-milvus, versioning: true }
  createKmsKey: true
  path: /milvus/
  roleName: acme-milvus
  policyName: AcmeMilvus
  permissionsBoundary: none
  maxSessionDuration: 43200
  release:
    name: acme-milvus
    namespace: vectors
    createNamespace: true
    adopt: true
    preventDestroy: false
    chart: { oci: oci://registry.acme.example:5000/charts/milvus }
    chartVersion: 5.0.19
    preset: production
    mode: cluster
    wait: false
    timeoutSeconds: 1800
    service:
      type: LoadBalancer
      port: 443
      scheme: internal
      exposure: private
      loadBalancerName: acme-vectors
      sourceRanges: [10.20.0.0/16]
    rootPath: milvus/prod
    components:
      proxy: &sized
        replicas: 3
        resources:
          requests: { cpu: "1.5", memory: 2Gi }
          limits: { cpu: "2", memory: 2.5Gi }
      coordinator: *sized
      queryNode: *sized
      dataNode: *sized
      streamingNode: *sized
    highAvailability: true
    messageQueue: { type: external-pulsar, host: pulsar.acme.example, port: 6651, confirmChange: true }
    etcd: { endpoints: ["etcd-0.acme.example:2379"] }
    storageClass: gp3
    metrics: { enabled: true, serviceMonitor: true }
    authorization: true
    values: { queryNode: { nodeSelector: { disk: nvme } } }
`;
