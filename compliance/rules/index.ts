import type { Rule } from "../rule";
import { rule as backendState } from "./backend-state";
import { rule as bucketAcl } from "./bucket-acl";
import { rule as bucketEncryption } from "./bucket-encryption";
import { rule as bucketForeignAccess } from "./bucket-foreign-access";
import { rule as bucketKms } from "./bucket-kms";
import { rule as bucketLogging } from "./bucket-logging";
import { rule as bucketOldVersions } from "./bucket-old-versions";
import { rule as bucketOwnership } from "./bucket-ownership";
import { rule as bucketPublicAccess } from "./bucket-public-access";
import { rule as bucketTls } from "./bucket-tls";
import { rule as bucketUnfinishedUploads } from "./bucket-unfinished-uploads";
import { rule as bucketVersioning } from "./bucket-versioning";
import { rule as deadGrant } from "./dead-grant";
import { rule as documentBootstrapPolicies } from "./document-bootstrap-policies";
import { DOCUMENT_RULES } from "./documents";
import { rule as escalationPath } from "./escalation-path";
import { rule as identifiersBootstrap } from "./identifiers-bootstrap";
import { rule as inputComplete } from "./input-complete";
import { rule as keyDeletionWindow } from "./key-deletion-window";
import { rule as keyPolicy } from "./key-policy";
import { rule as keyRotation } from "./key-rotation";
import { rule as lifecycleGuards } from "./lifecycle-guards";
import { rule as namesCoverage } from "./names-coverage";
import { rule as oidcProviderAudience } from "./oidc-provider-audience";
import { rule as planDestroy } from "./plan-destroy";
import { rule as planDrift } from "./plan-drift";
import { rule as planUndeclaredPolicy } from "./plan-undeclared-policy";
import { rule as policyAdmin } from "./policy-admin";
import { rule as policyJson } from "./policy-json";
import { rule as policyKmsEverywhere } from "./policy-kms-everywhere";
import { rule as policyLiteral } from "./policy-literal";
import { rule as policyServiceWildcard } from "./policy-service-wildcard";
import { rule as policySize } from "./policy-size";
import { rule as policyUnknownAction } from "./policy-unknown-action";
import { rule as providerAccountGuard } from "./provider-account-guard";
import { rule as providerCredentials } from "./provider-credentials";
import { rule as releaseExposure } from "./release-exposure";
import { rule as releaseExternalS3 } from "./release-external-s3";
import { rule as releaseNoKeys } from "./release-no-keys";
import { rule as releaseTrust } from "./release-trust";
import { rule as releaseVersion } from "./release-version";
import { rule as roleBoundary } from "./role-boundary";
import { rule as roleSession } from "./role-session";
import { rule as simulation } from "./simulation";
import { rule as synthPlaceholder } from "./synth-placeholder";
import { rule as synthUnresolvedToken } from "./synth-unresolved-token";
import { rule as tagsVendor } from "./tags-vendor";
import { rule as trustAccount } from "./trust-account";
import { rule as trustExternalId } from "./trust-external-id";
import { rule as trustOidc } from "./trust-oidc";
import { rule as trustPodIdentity } from "./trust-pod-identity";
import { rule as trustShape } from "./trust-shape";
import { rule as trustWildcard } from "./trust-wildcard";

/** Every rule, in the order of their ids. */
export const RULES: readonly Rule[] = [
  backendState,
  bucketAcl,
  bucketEncryption,
  bucketForeignAccess,
  bucketKms,
  bucketLogging,
  bucketOldVersions,
  bucketOwnership,
  bucketPublicAccess,
  bucketTls,
  bucketUnfinishedUploads,
  bucketVersioning,
  deadGrant,
  documentBootstrapPolicies,
  ...DOCUMENT_RULES,
  escalationPath,
  identifiersBootstrap,
  inputComplete,
  keyDeletionWindow,
  keyPolicy,
  keyRotation,
  lifecycleGuards,
  namesCoverage,
  oidcProviderAudience,
  planDestroy,
  planDrift,
  planUndeclaredPolicy,
  policyAdmin,
  policyJson,
  policyKmsEverywhere,
  policyLiteral,
  policyServiceWildcard,
  policySize,
  policyUnknownAction,
  providerAccountGuard,
  providerCredentials,
  releaseExposure,
  releaseExternalS3,
  releaseNoKeys,
  releaseTrust,
  releaseVersion,
  roleBoundary,
  roleSession,
  simulation,
  synthPlaceholder,
  synthUnresolvedToken,
  tagsVendor,
  trustAccount,
  trustExternalId,
  trustOidc,
  trustPodIdentity,
  trustShape,
  trustWildcard,
];
