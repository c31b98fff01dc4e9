import { compareText } from "../../text/order";
import type { Rule } from "../rule";
import { rule as backendState } from "./backend-state";
import { rule as bucketAcl } from "./bucket-acl";
import { rule as bucketForeignAccess } from "./bucket-foreign-access";
import { rule as bucketKms } from "./bucket-kms";
import { rule as bucketPublicAccess } from "./bucket-public-access";
import { BUCKET_RULES } from "./bucket-settings";
import { rule as bucketTls } from "./bucket-tls";
import { rule as documentBootstrapPolicies } from "./document-bootstrap-policies";
import { DOCUMENT_RULES } from "./documents";
import { rule as escalationPath } from "./escalation-path";
import { rule as identifiersBootstrap } from "./identifiers-bootstrap";
import { rule as inputComplete } from "./input-complete";
import { rule as lifecycleGuards } from "./lifecycle-guards";
import { keyDeletionWindow, keyPolicy, keyRotation } from "./keys";
import { rule as oidcProviderAudience } from "./oidc-provider-audience";
import { rule as planDestroy } from "./plan-destroy";
import { rule as planDrift } from "./plan-drift";
import { rule as planUndeclaredPolicy } from "./plan-undeclared-policy";
import { deadGrant, serviceWildcard, unknownAction } from "./policy-actions";
import { rule as policyAdmin } from "./policy-admin";
import { rule as policyJson } from "./policy-json";
import { rule as policyKmsEverywhere } from "./policy-kms-everywhere";
import { rule as policyLiteral } from "./policy-literal";
import { rule as policySize } from "./policy-size";
import { providerAccountGuard, providerCredentials } from "./providers";
import { rule as releaseExposure } from "./release-exposure";
import { rule as releaseExternalS3 } from "./release-external-s3";
import { rule as releaseNoKeys } from "./release-no-keys";
import { rule as releaseTrust } from "./release-trust";
import { rule as releaseVersion } from "./release-version";
import { rule as roleBoundary } from "./role-boundary";
import { namesCoverage, roleSession } from "./roles";
import { rule as simulation } from "./simulation";
import { synthPlaceholder, synthUnresolvedToken } from "./synth-texts";
import { rule as tagsVendor } from "./tags-vendor";
import { rule as trustAccount } from "./trust-account";
import { rule as trustExternalId } from "./trust-external-id";
import { rule as trustOidc } from "./trust-oidc";
import { rule as trustPodIdentity } from "./trust-pod-identity";
import { rule as trustShape } from "./trust-shape";
import { rule as trustWildcard } from "./trust-wildcard";

/** Every rule, in the order of their ids. */
export const RULES: readonly Rule[] = [
  ...BUCKET_RULES,
  ...DOCUMENT_RULES,
  backendState,
  bucketAcl,
  bucketForeignAccess,
  bucketKms,
  bucketPublicAccess,
  bucketTls,
  deadGrant,
  documentBootstrapPolicies,
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
  serviceWildcard,
  policySize,
  unknownAction,
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
].sort((a, b) => compareText(a.id, b.id));
