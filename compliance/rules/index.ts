import { byFields } from "../../text/order";
import type { Rule } from "../rule";
import * as bootstrap from "./bootstrap";
import * as bucketAccess from "./bucket-access";
import * as bucketKms from "./bucket-kms";
import * as bucketSettings from "./bucket-settings";
import * as bucketTls from "./bucket-tls";
import * as destroy from "./destroy";
import * as documents from "./documents";
import * as escalationPath from "./escalation-path";
import * as identity from "./identity";
import * as inputs from "./inputs";
import * as keys from "./keys";
import * as planDrift from "./plan-drift";
import * as planRelease from "./plan-release";
import * as planUndeclaredPolicy from "./plan-undeclared-policy";
import * as policyActions from "./policy-actions";
import * as policyAdmin from "./policy-admin";
import * as policyJson from "./policy-json";
import * as policyText from "./policy-text";
import * as releaseExposure from "./release-exposure";
import * as releaseSettings from "./release-settings";
import * as releaseTrust from "./release-trust";
import * as simulation from "./simulation";
import * as synthTexts from "./synth-texts";
import * as tagsVendor from "./tags-vendor";
import * as trustAccount from "./trust-account";
import * as trustExternalId from "./trust-external-id";
import * as trustOidc from "./trust-oidc";
import * as trustPodIdentity from "./trust-pod-identity";
import * as trustShape from "./trust-shape";
import * as trustUsable from "./trust-usable";
import * as trustWildcard from "./trust-wildcard";

/** Files of rules, of which each exports rules and nothing else. */
const FILES: readonly Readonly<Record<string, Rule | readonly Rule[]>>[] = [
  bootstrap,
  bucketAccess,
  bucketKms,
  bucketSettings,
  bucketTls,
  destroy,
  documents,
  escalationPath,
  identity,
  inputs,
  keys,
  planDrift,
  planRelease,
  planUndeclaredPolicy,
  policyActions,
  policyAdmin,
  policyJson,
  policyText,
  releaseExposure,
  releaseSettings,
  releaseTrust,
  simulation,
  synthTexts,
  tagsVendor,
  trustAccount,
  trustExternalId,
  trustOidc,
  trustPodIdentity,
  trustShape,
  trustUsable,
  trustWildcard,
];

/** Every rule, in the order of their ids. */
export const RULES: readonly Rule[] = FILES.flatMap((file) => Object.values(file).flat()).sort(
  byFields("id"),
);
