import { staysText } from "../../charts/names";
import { error, isOwn, originOf, setting, warning, type Check } from "./problem";
import { valueAt } from "../../text/record";

const ROOT_PATH = ["externalS3", "rootPath"];

/** Texts that the chart writes without quotes, and the prefix of Milvus' objects. */
export const checkStorage: Check = function* ({ context, release, values }) {
  if (!staysText(context.bucket)) {
    yield error(["milvus", "bucket", "name"], {
      code: "bucket-name",
      message: "the chart writes it without quotes, and Milvus reads it as a number or a date",
      allowed: "for a release, a name that is plainly a text",
      fix: "use a name with letters, such as milvus-data",
    });
  }
  const rootPath = valueAt(values, ROOT_PATH);
  const path = originOf(release, ROOT_PATH, setting("rootPath"));
  if (rootPath === undefined || rootPath === null || rootPath === "") {
    const emptied = isOwn(release, ROOT_PATH);
    yield warning(path, {
      message: `${emptied ? "is emptied" : "is not set"}: Milvus' objects lie in the bucket's root, where no second release can be`,
      allowed: "a prefix; to change it later is to lose sight of the data",
      fix: `set ${emptied ? "externalS3.rootPath" : "rootPath"} to ${release.name}`,
    });
  } else if (typeof rootPath !== "string" || rootPathViolation(rootPath)) {
    yield error(path, {
      message:
        typeof rootPath === "string" ? rootPathViolation(rootPath)! : "is not a text for the chart",
      allowed: "letters, digits and _.- in parts between slashes: milvus/prod",
    });
  }
};

function rootPathViolation(rootPath: string): string | undefined {
  if (/[^\w./-]/.test(rootPath)) return "holds characters that the chart writes without quotes";
  if (rootPath.split("/").some((part) => part === "" || part === "." || part === "..")) {
    return "has a part that is empty or only dots";
  }
  return staysText(rootPath)
    ? undefined
    : "the chart writes it without quotes, and Milvus reads no text";
}
