import { stackId, type Section } from "../../config/deployment";
import type { Part } from "../markdown/text";
import type { SectionSubject } from "./section-subject";
import { say, sh } from "./sh";

/** What comes after the first deploy, to the end. */
export function later(subject: SectionSubject): Part {
  return [...OWN[subject.section].map((part) => part(subject)), changed(subject), end(subject)];
}

const OWN: Readonly<Record<Section, readonly ((subject: SectionSubject) => Part)[]>> = {
  bootstrap: [activated, rotation],
  project: [issuer, rotation],
  integration: [rotation],
  milvus: [],
};

function activated({ deployment, byoc }: SectionSubject): Part {
  if (deployment.bootstrap?.bootstrapRole === false) return undefined;
  return [
    "### Once the license is activated",
    say`The bootstrap role is for the activation alone. Write ${"bootstrapRole: false"} below ${"bootstrap"}; the plan deletes the role and its attachment, and nothing else:`,
    sh`
      ${byoc("plan")} --check
      ${byoc("apply")}
    `,
  ];
}

function issuer({ deployment, byoc }: SectionSubject): Part {
  if (deployment.project?.issuer !== undefined) return undefined;
  return [
    "### Once Zilliz Cloud has made the cluster",
    say`Zilliz Cloud puts its cluster's issuer into the trusts of the storage and the EKS role, in the place of ${"eks_oidc_url"}; until then Terraform leaves both trusts alone. Write the issuer into ${"oidcIssuer"} below ${"project"}, and the plan shows whether what was written is what the document says:`,
    sh`
      ${byoc("plan")} --check
      ${byoc("apply")}
      ${byoc("verify")}
    `,
  ];
}

/** Where the external ID of a section stands in the config. */
const EXTERNAL_ID: Readonly<Record<Section, string>> = {
  bootstrap: "zilliz.externalId",
  project: "zilliz.externalId",
  integration: "integration.externalId",
  milvus: "",
};

function rotation({ section, byoc }: SectionSubject): Part {
  return [
    "### Another external ID",
    say`The old one is let in until the new one is used. Write both into ${EXTERNAL_ID[section]}, the old one first, as a list; plan and apply. Change it on the side of Zilliz Cloud. Then write the new one alone, and once more:`,
    sh`
      ${byoc("plan")} --check
      ${byoc("apply")}
      ${byoc("verify")}
    `,
  ];
}

function changed({ byoc }: SectionSubject): Part {
  return [
    "### Another config, or a newer version of byoc",
    "Nothing is changed that a plan does not show. What changed outside of Terraform is told as well:",
    sh`
      ${byoc("verify")}
      ${byoc("plan")} --check
      ${byoc("apply")}
    `,
  ];
}

const USERS: Readonly<Record<Section, string>> = {
  bootstrap: "the clusters and the license at Zilliz Cloud",
  project: "the clusters and the project at Zilliz Cloud",
  integration: "the integration on the console's page **Integrations**",
  milvus: "Milvus",
};

function end(subject: SectionSubject): Part {
  const { deployment, section, byoc } = subject;
  return [
    "### Destroying",
    `First ${USERS[section]} must be gone: without these roles nothing of it works any more.`,
    ...before(subject),
    ofBucket(subject),
    section === "bootstrap" || deployment[section] === undefined
      ? undefined
      : "The command says what protects itself before anything runs, shows what goes, and asks:",
    sh`${byoc("destroy")}`,
  ];
}

/** Stacks that go before. */
function before({ deployment, section }: SectionSubject): Part[] {
  const bounded = (["project", "integration", "milvus"] as const)
    .filter((one) => deployment[one]?.boundary === "bootstrap")
    .map((one) => stackId(deployment, one));
  if (section === "bootstrap" && bounded.length > 0) {
    return [
      `Then the stacks whose roles carry the boundary: ${bounded.map((id) => say`${id}`).join(", ")}.`,
    ];
  }
  return section === "milvus" && deployment.milvus?.release
    ? [say`The stack ${stackId(deployment, "milvus-release")} goes before this one.`]
    : [];
}

function ofBucket({ deployment, section, byoc }: SectionSubject): Part {
  const own = deployment[section];
  if (!own || !("bucket" in own)) return undefined;
  const { name, existing, preventDestroy, forceDestroy } = own.bucket;
  if (existing) return say`The bucket ${name} is not of this stack, and stays.`;
  const empty = forceDestroy
    ? say`The bucket ${name} goes with everything in it.`
    : say`The bucket ${name} must be empty, or the config must say ${"forceDestroy: true"} below ${`${section}.bucket`}.`;
  if (!preventDestroy) return empty;
  return [
    `${empty}${say` It refuses to go until the config says ${"preventDestroy: false"} there, which the state must know of:`}`,
    sh`
      ${byoc("plan")}
      ${byoc("apply")}
    `,
  ];
}
