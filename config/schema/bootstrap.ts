import { DEFAULTS } from "../defaults";
import { iamPath, namePrefix } from "./common";
import { flag, mapping } from "./field";
import { role } from "./storage";

/** Document byoc-prerequisites. */
export const bootstrap = mapping(
  {
    description:
      "Policies and roles that activating a BYOC license needs (document byoc-prerequisites).",
    example: {},
  },
  {
    prefix: namePrefix({
      description: "What the names of the seven policies and two roles begin with.",
      example: "zilliz-",
      default: DEFAULTS.bootstrap.prefix,
    }),
    path: iamPath({
      description: "IAM path of the policies and roles; the derived policies are scoped to it.",
      example: "/zilliz/",
      default: DEFAULTS.bootstrap.path,
    }),
    bootstrapRole: flag({
      description:
        "Keep the bootstrap role and its attachment; set to false once the license is activated.",
      example: false,
      default: true,
    }),
    maxSessionDuration: role.maxSessionDuration,
  },
);
