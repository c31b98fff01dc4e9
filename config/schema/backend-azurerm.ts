import { z } from "zod";
import { needed, place, string, yes } from "./backend-fields";

/** A blob in Azure. */
export const azurerm = z.strictObject({
  type: z.literal("azurerm"),
  storage_account_name: needed("Storage account.", "acmestate"),
  container_name: needed("Container.", "tfstate"),
  key: string(
    place("Blob of the state."),
    "zilliz-byoc/{stack}.tfstate",
    "zilliz-byoc/{stack}.tfstate",
  ),
  resource_group_name: string("Resource group.", "terraform"),
  subscription_id: string("Subscription.", "00000000-0000-0000-0000-000000000000"),
  tenant_id: string("Tenant.", "00000000-0000-0000-0000-000000000000"),
  client_id: string("Application.", "00000000-0000-0000-0000-000000000000"),
  client_id_file_path: string("File with the application's id.", "/var/run/client-id"),
  client_certificate_path: string("File of the application's certificate.", "/etc/azure/app.pfx"),
  client_secret_file_path: string("File with the application's secret.", "/var/run/client-secret"),
  endpoint: string("Endpoint of the Azure Resource Manager.", "https://management.acme.example"),
  lookup_blob_endpoint: yes("Ask for the blob endpoint instead of deriving it."),
  environment: string("Azure cloud.", "public", "public"),
  metadata_host: string("Host of the metadata service.", "management.azure.com"),
  snapshot: yes("Keep a snapshot of the blob before it is written."),
  use_azuread_auth: yes("Use Microsoft Entra ID for the blob."),
  use_msi: yes("Use a managed identity."),
  msi_endpoint: string("Endpoint of the managed identity.", "http://localhost:50342/oauth2/token"),
  use_cli: yes("Use the session of the Azure command line."),
  use_aks_workload_identity: yes("Use the workload identity of AKS."),
  use_oidc: yes("Use OIDC."),
  oidc_request_url: string("URL that hands out OIDC tokens.", "https://token.acme.example"),
  ado_pipeline_service_connection_id: string(
    "Service connection of an Azure DevOps pipeline.",
    "00000000-0000-0000-0000-000000000000",
  ),
  oidc_token_file_path: string("File with an OIDC token.", "/var/run/token"),
});
