import { isRecord, type PlainRecord } from "../../text/record";
import { MASKED } from "../../text/mask";
import type { ConsoleValue } from "../review";
import type { StackFile } from "../stack-file";
import type { Json } from "../../hcl/json";
import type { ReviewSource } from "./source";
import { textOf } from "../../terraform/known";

/** Output that is not shown, whatever it holds. */
const EXTERNAL_ID = "external_id";

/** Every output of every stack: its description says where the value goes. */
export function consoleValues(source: ReviewSource): readonly ConsoleValue[] {
  const files = new Map(source.model.inputs.map(({ stack, file }) => [stack, file]));
  return source.stacks.flatMap((stack) => {
    const read = reader(source, files.get(stack.id) ?? "");
    return outputsOf(stack).map(([output, { description, value }]): ConsoleValue => {
      return {
        stack: stack.id,
        output,
        field: typeof description === "string" ? description : "",
        value: output === EXTERNAL_ID ? MASKED : read(value as Json),
      };
    });
  });
}

function outputsOf({ json }: StackFile): readonly (readonly [string, PlainRecord])[] {
  const outputs = isRecord(json["output"]) ? json["output"] : {};
  return Object.entries(outputs).flatMap(([name, body]) =>
    isRecord(body) && name !== "//" ? [[name, body] as const] : [],
  );
}

const REFERENCE = /^\$\{((?:\w+)\.(?:[\w-]+))\.(\w+)\}$/;

/** Values as text where the file tells them; undefined for what only AWS knows. */
function reader({ model }: ReviewSource, file: string): (value: Json) => string | undefined {
  const read = (value: Json): string | undefined => {
    if (Array.isArray(value)) {
      const parts = (value as readonly Json[]).map(read);
      return parts.every((part) => part !== undefined) ? parts.join(", ") : undefined;
    }
    if (typeof value !== "string") return value === null ? undefined : JSON.stringify(value);
    const [, address = "", attribute = ""] = REFERENCE.exec(value) ?? [];
    if (address !== "") {
      const resource = model.byAddress(file, address);
      return resource && textOf(resource, attribute);
    }
    // `$${` is Terraform's way to write `${`.
    const template = /(?<![$%])[$%]\{/.test(value);
    return template ? undefined : value.replaceAll(/([$%])\1\{/g, "$1{");
  };
  return read;
}
