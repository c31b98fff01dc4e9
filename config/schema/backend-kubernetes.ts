import { z } from "zod";
import { documented, needed, place, string, strings, texts, url, yes } from "./backend-fields";

/** A secret in Kubernetes. */
export const kubernetes = z.strictObject({
  type: z.literal("kubernetes"),
  secret_suffix: string(place("Suffix of the secret's name."), "{stack}", "{stack}"),
  namespace: string("Namespace of the secret.", "terraform", "default"),
  labels: texts("Labels of the secret.", { team: "data" }),
  in_cluster_config: yes("Use the pod's own service account."),
  config_path: string("Kubeconfig file.", "~/.kube/config"),
  config_paths: strings("Kubeconfig files.", "~/.kube/config"),
  config_context: string("Context.", "acme"),
  config_context_auth_info: string("User of the context.", "terraform"),
  config_context_cluster: string("Cluster of the context.", "acme"),
  host: string("Address of the API server.", "https://kubernetes.acme.example"),
  load_config_file: yes("Read a kubeconfig file.", true),
  proxy_url: url("Proxy.", "http://proxy.acme.example:3128", "export KUBE_PROXY_URL"),
  username: string("User of basic authentication.", "terraform"),
  client_certificate: string("Client certificate, PEM.", "-----BEGIN CERTIFICATE-----"),
  exec: documented(
    z.strictObject({
      api_version: needed("Version of the plugin's interface.", "client.authentication.k8s.io/v1"),
      command: needed("Command that prints a token.", "aws"),
      args: strings("Its arguments.", "eks"),
      env: texts("Its environment.", { AWS_PROFILE: "acme" }),
    }),
    {
      description: "Command that prints a token for the API server.",
      default: "- none",
      example: { api_version: "client.authentication.k8s.io/v1", command: "aws" },
    },
  ).optional(),
  insecure: yes("Accept any certificate."),
  cluster_ca_certificate: string("CA certificate, PEM.", "-----BEGIN CERTIFICATE-----"),
});
