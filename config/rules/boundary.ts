import { BUCKET_SECTIONS, type ConfigRule } from "./rule";

/** A boundary that another config makes cannot be widened here. */
export const checkBoundary: ConfigRule = ({ config, deployment, report }) => {
  if (report.isAnyWrong("region")) return;
  for (const section of BUCKET_SECTIONS) {
    const settings = config[section];
    if (settings?.permissionsBoundary !== "bootstrap") continue;
    if (deployment.partition !== "aws") {
      report.error([section, "permissionsBoundary"], {
        code: "partition",
        message: "names the boundary of section bootstrap, which exists in the partition aws only",
        allowed: "none, or the ARN of a policy",
        fix: "remove the line",
      });
    } else if (!config.bootstrap) {
      report.warning([section, "permissionsBoundary"], {
        code: "section",
        message:
          "names a boundary that this config does not make; the one that exists may lack what the roles need",
        allowed: "with section bootstrap in the same config",
        fix: "add bootstrap: {}, or name the boundary by its ARN",
      });
    }
  }
};
