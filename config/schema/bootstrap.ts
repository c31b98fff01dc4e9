import { z } from "zod";
import { DEFAULTS } from "../defaults";
import { iamPath, namePrefix } from "./common";
import { doc, flag } from "./field";
import { role } from "./storage";

/** Document byoc-prerequisites. */
export const bootstrap = z
  .strictObject({
    prefix: namePrefix({
      description: "What the names of the seven policies and two roles begin with.",
      example: "zilliz-",
      default: DEFAULTS.bootstrap.prefix,
    }).optional(),
    path: iamPath({
      description: "IAM path of the policies and roles; the derived policies are scoped to it.",
      example: "/zilliz/",
      default: DEFAULTS.bootstrap.path,
    }).optional(),
    bootstrapRole: flag({
      description:
        "Keep the bootstrap role and its attachment; set to false once the license is activated.",
      example: false,
      default: DEFAULTS.bootstrap.bootstrapRole,
    }),
    maxSessionDuration: role.maxSessionDuration,
  })
  .meta(
    doc({
      description:
        "Policies and roles that activating a BYOC license needs (document byoc-prerequisites).",
      example: {},
    }),
  );
