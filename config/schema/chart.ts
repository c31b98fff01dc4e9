import { parseVersion } from "../../charts/versions";
import { DEFAULTS } from "../defaults";
import { mapping, matching, text } from "./field";

/** Terraform would keep one in the state. */
const PASSWORDS = "pull the chart with helm, and name the file in path";

/** Where the chart comes from. */
export const chart = mapping(
  {
    description: "Where the chart comes from: one of the three.",
    example: { path: "charts/milvus-5.0.19.tgz" },
    default: "- zilliztech's repository",
  },
  {
    repository: text(
      (value) => {
        if (/^https?:\/\/[^\s/?#@]+(\/[^\s?#@]*)?$/.test(value)) return undefined;
        const allowed = "https://<host>/<path>, without a password";
        return value.includes("@")
          ? { code: "credential", message: "holds a user or a password", allowed, fix: PASSWORDS }
          : { code: "chart", message: "is not the address of a chart repository", allowed };
      },
      {
        description: "Chart repository that has the chart `milvus`.",
        example: "https://charts.acme.example/milvus/",
        default: DEFAULTS.milvus.chartRepository,
      },
    ),
    oci: matching(/^oci:\/\/[^\s/?#@:]+(:\d+)?(\/[a-z0-9._-]+)+$/, {
      code: "chart",
      message: "is not a chart in an OCI registry",
      allowed: "oci://<registry>/<path>/<chart>, without a tag",
      fix: "write the version in chartVersion",
      description: "The chart in an OCI registry, instead of a repository.",
      example: "oci://registry.acme.example/charts/milvus",
      default: "- a repository",
    }),
    path: matching(/^(?![a-z]+:\/\/)(?=.*\S)/s, {
      code: "chart",
      message: "is not a path",
      allowed: "a .tgz file, or a chart's folder, beside the config file",
      description:
        "The chart as a `.tgz` or a folder, relative to the config file; it is copied beside the stack, so that nothing is fetched.",
      example: "charts/milvus-5.0.19.tgz",
      default: "- a repository",
    }),
  },
);

/** Its version, which nothing but the config changes. */
export const chartVersion = text(
  (value) => {
    if (parseVersion(value)) return undefined;
    const bare = value.replace(/^v/, "");
    return {
      code: "chart",
      message: "is not one version",
      allowed: "three numbers, such as 5.0.19; ranges would change the chart unasked",
      fix: parseVersion(bare) ? `use ${bare}` : undefined,
    };
  },
  {
    description: "Version of the chart; it decides the version of Milvus.",
    example: "5.0.19",
    pattern: "^[0-9]+\\.[0-9]+\\.[0-9]+$",
  },
);
