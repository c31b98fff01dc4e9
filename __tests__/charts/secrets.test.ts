import { secretsIn } from "../../charts/secrets";

const file = (text: string) => ({ extraConfigFiles: { "user.yaml": text } });

describe("passwords and keys in clear text", () => {
  it.each<[string, unknown, string]>([
    [
      "externalKafka.sasl.password",
      { externalKafka: { sasl: { password: "hunter2", username: "acme" } } },
      "name KAFKA_SASLPASSWORD, valueFrom.secretKeyRef",
    ],
    [
      "externalPulsar.authParams",
      { externalPulsar: { authParams: "token:eyJ" } },
      "name PULSAR_AUTHPARAMS, valueFrom.secretKeyRef",
    ],
    [
      "extraConfigFiles.user.yaml",
      file("common:\n  security:\n    defaultRootPassword: hunter2\n"),
      "name COMMON_SECURITY_DEFAULTROOTPASSWORD, valueFrom.secretKeyRef",
    ],
    [
      "extraConfigFiles.user.yaml",
      file('kafka: { "saslPassword": "hunter2" }'),
      "name KAFKA_SASLPASSWORD, valueFrom.secretKeyRef",
    ],
    [
      "extraConfigFiles.user.yaml",
      file("minio:\n  secretAccessKey: x\n"),
      "the role of its service",
    ],
    ["extraConfigFiles.user.yaml", file("note: AKIAIOSFODNN7EXAMPLE"), "the role of its service"],
    ["extraConfigFiles.user.yaml", file("etcd: { auth: { password: 1234 } }"), "no key that takes"],
    ["extraConfigFiles.k", { extraConfigFiles: { k: "-----BEGIN PRIVATE KEY-----\nM" } }, "remove"],
    ["externalS3.secretKey", { externalS3: { secretKey: "x" } }, "the role of its service account"],
    ["externalMysql.password", { externalMysql: { password: 1234 } }, "has no key that takes"],
    [
      "etcd.auth.rbac.rootPassword",
      { etcd: { auth: { rbac: { rootPassword: "hunter2" } } } },
      "set etcd.auth.rbac.existingSecret",
    ],
    [
      "kafka.auth.sasl.jaas.clientPasswords.0",
      { kafka: { auth: { sasl: { jaas: { clientPasswords: ["hunter2"] } } } } },
      "set kafka.auth.sasl.jaas.existingSecret",
    ],
    ["proxy.tls.key", { proxy: { tls: { key: "LS0t", secretName: "s" } } }, "proxy.volumes mounts"],
    [
      "proxy.extraEnv.0.value",
      { proxy: { extraEnv: [{ name: "KAFKA_SASLPASSWORD", value: "hunter2" }] } },
      "take valueFrom.secretKeyRef in place of value",
    ],
  ])("%s of %j", (place, values, fix) => {
    const secrets = secretsIn(values);
    expect(secrets.map(({ path }) => path.join("."))).toEqual([place]);
    expect(secrets[0]!.fix).toContain(fix);
    expect(JSON.stringify(secrets)).not.toMatch(/hunter2|AKIA|eyJ|LS0t/);
  });

  it.each([
    { externalS3: { accessKey: "", secretKey: null } },
    { etcd: { auth: { rbac: { existingSecret: "s", existingSecretPasswordKey: "root" } } } },
    { serviceAccount: { automountServiceAccountToken: true } },
    { proxy: { tls: { secretName: "s" }, extraEnv: [{ name: "A_TOKEN", value: "$(OTHER)" }] } },
    { image: { all: { pullSecrets: ["registry"] } } },
    { externalPulsar: { authParams: "tlsCertFile:/a.pem,tlsKeyFile:/b.pem" } },
    {
      queryNode: {
        extraEnv: [{ name: "KAFKA_SASLPASSWORD", valueFrom: { secretKeyRef: { name: "s" } } }],
      },
    },
    file("common:\n  security:\n    # defaultRootPassword: x\n    authorizationEnabled: true\n"),
    file("tls: { serverKeyPath: /tls/tls.key }\nminio:\n  accessKeyID:\n  secretAccessKey: ''\n"),
  ])("are not in %j", (values) => expect(secretsIn(values)).toEqual([]));
});
